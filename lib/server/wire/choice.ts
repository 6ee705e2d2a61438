import "server-only";
import type { AnswerSink } from "./answer-sink";
import { toFinishReason } from "./finish-reasons";
import type { JsonRecord } from "./read-json";
import { isRecord } from "./read-json";
import { readContent, readReasoning } from "./reasoning";
import { createThinkTagReader } from "./think-tags";
import { createToolCallReader } from "./tool-calls";

/** One answer of possibly several (`n`), read piece by piece. */
export type Choice = {
  /** Reads a `delta`, or a `message` where the whole answer comes at once. */
  read: (delta: JsonRecord) => void;
  /** Reads a `finish_reason`; the last one that says something counts. */
  readFinish: (value: unknown) => void;
  /** The answer is over: gives what was held back. What was cut off is not taken for whole. */
  end: (how: { isCut: boolean }) => void;
  finishReason: () => string | null;
  /** The server sends empty finish reasons instead of none. */
  finishWasEmpty: () => boolean;
  toolCallCount: () => number;
  namelessCallCount: () => number;
  /** What came beside words and calls, which a chat cannot show. */
  otherMedia: () => string[];
};

/** A reason is a word; of more than that, this many characters are kept. */
const longestReason = 100;

export type ChoiceOptions = {
  index: number;
  sink: AnswerSink;
  opensInReasoning: boolean;
  /** Secrets masked, in words that are the provider's own. */
  mask: (text: string) => string;
  /** Something of the answer came: words, a tool call, sound or a picture. */
  onToken: () => void;
};

export function createChoice({ index, sink, opensInReasoning, mask, onToken }: ChoiceOptions): Choice {
  let finishReason: string | null = null;
  let finishWasEmpty = false;
  const otherMedia = new Set<string>();

  const think = createThinkTagReader({
    opensInReasoning,
    onText: (text) => sink.text(index, text),
    onReasoning: (text) => sink.reasoning(index, text),
  });
  const tools = createToolCallReader({
    onStart: (call) => {
      onToken();
      sink.toolCall(index, call);
    },
    onArguments: (call, text) => sink.toolArguments(index, call, text),
  });

  const readMarkedReasoning = (reasoning: string) => {
    if (reasoning === "") return;
    think.reasoningIsMarked();
    onToken();
    sink.reasoning(index, reasoning);
  };

  const readText = (text: string) => {
    if (text === "") return;
    onToken();
    think.push(text);
  };

  const noteMedium = (name: string) => {
    otherMedia.add(name);
    onToken();
  };

  return {
    read: (delta) => {
      readMarkedReasoning(readReasoning(delta));
      if (typeof delta.content === "string") readText(delta.content);
      else if (delta.content !== undefined && delta.content !== null) {
        const content = readContent(delta.content);
        readMarkedReasoning(content.reasoning);
        readText(content.text);
      }
      if (typeof delta.refusal === "string" && delta.refusal !== "") {
        onToken();
        sink.refusal(index, delta.refusal);
      }
      if (isRecord(delta.audio)) noteMedium("sound");
      if (Array.isArray(delta.images) && delta.images.length > 0) noteMedium("pictures");
      if (isRecord(delta.function_call) || typeof delta.tool_calls === "object") tools.push(delta);
    },
    readFinish: (value) => {
      if (value === "") finishWasEmpty = true;
      if (typeof value === "string" && value.trim() !== "")
        finishReason = mask(toFinishReason(value)).slice(0, longestReason);
    },
    end: (how) => {
      think.end();
      tools.end(how);
    },
    finishReason: () => finishReason,
    finishWasEmpty: () => finishWasEmpty,
    toolCallCount: () => tools.count(),
    namelessCallCount: () => tools.namelessCount(),
    otherMedia: () => [...otherMedia],
  };
}
