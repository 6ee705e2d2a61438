import type { LaneSettings } from "@/lib/chats/lane-settings";
import { formatCount } from "@/lib/format-number";
import { toFormatWords } from "@/lib/tools/format-words";

const countOf = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The settings that are set, in a few words each: `temperature 0.5`, `max 10 tokens`, `generate`. */
export function toSettingsSummary(settings: LaneSettings): string[] {
  const { instructions, temperature, topP, maxOutputTokens, stopSequences, seed, stream, body, headers } =
    settings;
  const { presencePenalty, frequencyPenalty, reasoningEffort, tools, toolChoice, maxSteps, responseFormat } =
    settings;
  return [
    instructions !== undefined && "System prompt",
    temperature !== undefined && `temperature ${temperature}`,
    topP !== undefined && `top P ${topP}`,
    maxOutputTokens !== undefined && `max ${formatCount(maxOutputTokens)} tokens`,
    stopSequences !== undefined && countOf(stopSequences.length, "stop sequence"),
    seed !== undefined && `seed ${seed}`,
    presencePenalty !== undefined && `presence penalty ${presencePenalty}`,
    frequencyPenalty !== undefined && `frequency penalty ${frequencyPenalty}`,
    reasoningEffort !== undefined && `reasoning ${reasoningEffort}`,
    tools !== undefined && countOf(tools.length, "tool"),
    toolChoice !== undefined && `tool choice ${toolChoice}`,
    maxSteps !== undefined && `at most ${countOf(maxSteps, "step")}`,
    responseFormat !== undefined && toFormatWords(responseFormat),
    stream !== undefined && (stream ? "stream" : "generate"),
    body !== undefined && countOf(Object.keys(body).length, "body field"),
    headers !== undefined && countOf(Object.keys(headers).length, "header"),
  ].filter((words) => words !== false);
}
