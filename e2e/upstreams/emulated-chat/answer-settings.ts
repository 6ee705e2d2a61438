/** What a test can change about the answers of an emulated service. */
export type AnswerSettings = {
  /** Said in place of what the emulator would make up. */
  text: string | null;
  /** The arguments of every tool call as text, e.g. a broken one; null makes some that fit the tool. */
  toolArguments: string | null;
  /** Waited before each chunk of a stream. */
  chunkDelayMs: number;
};
