import type { RefusedField } from "@/lib/refusals/find-refused-field";

/** What can be done with the messages of a lane. Every one of them keeps what is there and adds a version. */
export type LaneActions = {
  /** Answers again, with the model that is selected now. */
  regenerate: (answerId: string) => void;
  /** Answers again, with the model that failed. */
  retry: (answerId: string) => void;
  /** Answers again without the field for which this answer was refused. */
  retryWithout: (answerId: string, refused: { runId: string; field: RefusedField }) => void;
  /** Answers again with another model, which the lane then goes on with. */
  retryWith: (answerId: string, model: string) => void;
  /** Asks again with another text. */
  edit: (messageId: string, text: string) => void;
  /** Stores another wording as a version and asks nobody. */
  save: (messageId: string, text: string) => void;
  /** Asks for an answer to the last message, which has none. */
  answer: () => void;
  /** Forgets a rewording that was refused. */
  discardEdit: () => void;
  /** Opens a new chat that begins with everything up to this message. */
  fork: (messageId: string) => void;
  /** Asks the model to go on where its last answer stopped. */
  continueAnswer: () => void;
  /** Lets all lanes go on from this answer; null where there is one lane. */
  continueEveryone: ((answerId: string) => void) | null;
  showVersion: (messageId: string) => void;
  /** Asks the same so many times more; the answers become versions of this one. */
  repeat: (answerId: string, count: number) => void;
  /** Shows the versions of this answer beside each other, or no longer. */
  compareVersions: (answerId: string) => void;
  /** Ends everything that the lane is writing. */
  stop: () => void;
};
