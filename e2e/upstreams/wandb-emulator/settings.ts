import type { refusals } from "./refusals";

/** What a test can change about the service at any moment. */
export type WandbEmulatorSettings = {
  /** The only key that is accepted. */
  key: string;
  /** The projects an `OpenAI-Project` header may name. */
  projects: string[];
  /** Ids of the models that are listed and answer. */
  offered: string[];
  /** How `GET /models` answers. */
  listing: "ok" | "failing";
  /** Set, every chat request is refused for this reason. */
  fault: keyof typeof refusals | null;
  /** More chat requests than this at one time are refused. */
  mostAtOnce: number;
  /** Said in place of what the emulator would make up. */
  text: string | null;
  /** The arguments of every tool call as text; null makes some that fit the tool. */
  toolArguments: string | null;
  /** Waited before each chunk of a stream. */
  chunkDelayMs: number;
};
