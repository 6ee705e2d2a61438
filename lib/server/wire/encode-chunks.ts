import "server-only";
import type { AnswerEncoder, AnswerEncoderOptions } from "./answer-encoder";
import { encodeUsage } from "./encode-usage";

type DeltaKind = "content" | "reasoning_content" | "refusal" | "arguments";

/** Writes the pieces of an answer as the chunks of a clean OpenAI stream. */
export function createChunkEncoder({ head, merge }: AnswerEncoderOptions): AnswerEncoder<string> {
  let written = "";
  let start = "";
  let kind: DeltaKind = "content";
  let choice = 0;
  let callIndex = 0;
  let pending = "";

  /** `data: {…,"choices":`; made once, when the first chunk leaves and all the provider says of itself is known. */
  const chunkStart = () => {
    start ||= `data: ${JSON.stringify({
      id: head.id ?? "chatcmpl-unnamed",
      object: "chat.completion.chunk",
      created: head.created ?? Math.floor(Date.now() / 1000),
      model: head.model ?? "",
      ...(head.systemFingerprint === null ? {} : { system_fingerprint: head.systemFingerprint }),
    }).slice(0, -1)},"choices":`;
    return start;
  };

  const writeDelta = (index: number, delta: string) => {
    written += `${chunkStart()}[{"index":${index},"delta":${delta},"finish_reason":null}]}\n\n`;
  };

  const flush = () => {
    if (pending === "") return;
    const text = JSON.stringify(pending);
    pending = "";
    if (kind === "arguments")
      writeDelta(choice, `{"tool_calls":[{"index":${callIndex},"function":{"arguments":${text}}}]}`);
    else writeDelta(choice, `{"${kind}":${text}}`);
  };

  const append = (next: { kind: DeltaKind; choice: number; callIndex: number; text: string }) => {
    const isSame = merge && kind === next.kind && choice === next.choice && callIndex === next.callIndex;
    if (!isSame) {
      flush();
      kind = next.kind;
      choice = next.choice;
      callIndex = next.callIndex;
    }
    pending += next.text;
  };

  return {
    text: (at, text) => append({ kind: "content", choice: at, callIndex: 0, text }),
    reasoning: (at, text) => append({ kind: "reasoning_content", choice: at, callIndex: 0, text }),
    refusal: (at, text) => append({ kind: "refusal", choice: at, callIndex: 0, text }),
    toolArguments: (at, index, text) => append({ kind: "arguments", choice: at, callIndex: index, text }),
    toolCall: (at, { index, id, name, extraContent }) => {
      flush();
      const call = {
        index,
        id,
        type: "function",
        function: { name, arguments: "" },
        ...(extraContent === undefined || extraContent === null ? {} : { extra_content: extraContent }),
      };
      writeDelta(at, JSON.stringify({ tool_calls: [call] }));
    },
    finish: ({ choices, usage, billedUsd }) => {
      flush();
      for (const [index, ended] of choices) {
        written += `${chunkStart()}[{"index":${index},"delta":{},"finish_reason":${JSON.stringify(ended.finishReason())}}]}\n\n`;
      }
      const counts = encodeUsage(usage, billedUsd);
      if (counts !== null) written += `${chunkStart()}[],"usage":${JSON.stringify(counts)}}\n\n`;
      written += "data: [DONE]\n\n";
    },
    error: (error) => {
      flush();
      written += `data: ${JSON.stringify({ error })}\n\n`;
    },
    take: () => {
      flush();
      const chunks = written;
      written = "";
      return chunks === "" ? null : chunks;
    },
  };
}
