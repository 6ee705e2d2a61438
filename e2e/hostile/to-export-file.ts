import { exportFormat, exportVersion } from "@/lib/export/chat-export";

type ImportedAnswer = { parts: object[]; metadata?: object };

/** A chat as an export keeps it, in which each question got one of these answers. Ids are made of `id`. */
export function toExportedChat(options: {
  id: string;
  title: string;
  answers: readonly ImportedAnswer[];
  model?: string;
  question?: (index: number) => string;
  updatedAt?: number;
}) {
  const { id, title, answers, model = "demo/echo", question = (index) => `Question ${index}.` } = options;
  const now = options.updatedAt ?? Date.now();
  const laneId = `${id}-lane`;
  const place = (index: number) => ({ laneId, turnId: `${id}-turn-${index}`, createdAt: now + index });
  const messages = answers.flatMap(({ parts, metadata }, index) => [
    {
      ...place(index),
      id: `${id}-question-${index}`,
      parentId: index === 0 ? null : `${id}-answer-${index - 1}`,
      role: "user",
      parts: [{ type: "text", text: question(index) }],
      metadata: null,
    },
    {
      ...place(index),
      id: `${id}-answer-${index}`,
      parentId: `${id}-question-${index}`,
      role: "assistant",
      parts,
      metadata: { ...describeRun(`${id}-run-${index}`, now), ...metadata },
    },
  ]);
  const leafId = answers.length === 0 ? null : `${id}-answer-${answers.length - 1}`;
  const lanes = [{ id: laneId, position: 0, model, settings: {}, leafId }];
  return { id, title, createdAt: now, updatedAt: now, pinnedAt: null, lanes, messages };
}

export function toExportFile(chats: readonly object[]): object {
  return { format: exportFormat, version: exportVersion, chats };
}

function describeRun(runId: string, startedAt: number) {
  return {
    runId,
    turnId: "turn",
    model: "demo/echo",
    modelName: "Echo",
    providerName: "Demo",
    simulated: true,
    outcome: "complete",
    finishReason: "stop",
    usage: null,
    timing: { startedAt, firstTokenMs: 1, durationMs: 2, outputTokensPerSecond: null },
    cost: { usd: null, status: "simulated", note: null },
    error: null,
    notices: [],
  };
}
