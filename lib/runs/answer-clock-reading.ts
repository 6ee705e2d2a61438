/** When content came, in ms of one monotonic clock; null where none of its kind did. */
export type AnswerClockReading = {
  firstReasoningAt: number | null;
  firstAnswerAt: number | null;
  stalls: { from: number; to: number }[];
};
