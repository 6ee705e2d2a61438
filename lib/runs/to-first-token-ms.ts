import type { AnswerMetadata } from "./answer-metadata";

/** When an answer began to come, see `RunTiming`; null also for one reply (`stream: false`), whose first token nobody saw. */
export const toFirstTokenMs = ({ generated, timing }: Pick<AnswerMetadata, "generated" | "timing">) =>
  generated === true ? null : timing.firstTokenMs;
