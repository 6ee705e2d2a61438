import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import { formatCount, formatRate, formatSeconds } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toFirstTokenMs } from "@/lib/runs/to-first-token-ms";

const unknown = "unknown";
const or = (value: number | null | undefined, format: (value: number) => string) =>
  value === null || value === undefined ? unknown : format(value);

const rows: { label: string; of: (answer: AnswerMetadata) => string }[] = [
  { label: "Model", of: ({ model }) => `\`${model}\`` },
  {
    label: "Outcome",
    of: ({ outcome, finishReason }) => `${outcome} (${finishReason ?? "no reason given"})`,
  },
  {
    label: "First token",
    of: (answer) => (answer.generated === true ? "not streamed" : or(toFirstTokenMs(answer), formatSeconds)),
  },
  { label: "Total time", of: ({ timing }) => or(timing.durationMs, formatSeconds) },
  { label: "Tokens per second", of: ({ timing }) => or(timing.outputTokensPerSecond, formatRate) },
  { label: "Tokens in", of: ({ usage }) => or(usage?.inputTokens, formatCount) },
  { label: "Tokens out", of: ({ usage }) => or(usage?.outputTokens, formatCount) },
  {
    label: "Cost",
    of: ({ cost }) => (cost.usd === null ? cost.status : `${formatUsd(cost.usd)} ${cost.status}`),
  },
];

const toCell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const toRow = (cells: readonly string[]) => `| ${cells.map(toCell).join(" | ")} |`;

/** A fence that no fence within the text ends. */
function toQuote(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** A comparison for reading: the question, the figures side by side, and every answer as it was written. */
export function toComparisonMarkdown(
  answers: readonly ComparedAnswer[],
  { savedAt, app }: { savedAt: Date; app: string },
): string {
  const questions = [...new Set(answers.map(({ question }) => question))];
  return [
    "# Comparison",
    `Saved ${savedAt.toISOString()} by Switchyard ${app}.`,
    ...questions.flatMap((question) => [
      questions.length === 1 ? "## Question" : "## One of the questions",
      toQuote(question),
    ]),
    "## Figures",
    [
      toRow(["", ...answers.map(({ number, metadata }) => `${number} ${metadata.modelName}`)]),
      toRow(["---", ...answers.map(() => "---")]),
      ...rows.map(({ label, of }) => toRow([label, ...answers.map(({ metadata }) => of(metadata))])),
    ].join("\n"),
    ...answers.flatMap(({ number, metadata, text }) => [
      `## ${number} ${metadata.modelName}`,
      text === "" ? "_No text._" : text,
      ...(metadata.error === null ? [] : [`> ${metadata.error.title} ${metadata.error.advice}`]),
    ]),
    "",
  ].join("\n\n");
}
