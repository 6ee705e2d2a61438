import "server-only";
import type { DemoRequest } from "./demo-request";

export type DemoCall = { name: string; arguments: string };

/** How an answer goes wrong on its way, after the text that came before. */
export type DemoBreak = "reset" | "stall" | "malformed" | "eof";

/** What a demo model says, before it is cut into tokens and sent at its pace. */
export type DemoAnswer = {
  reasoning?: string;
  text: string;
  calls?: DemoCall[];
  /** Where given, the answer breaks in this way after about a third of its text. */
  breaks?: DemoBreak;
  tokensPerSecond: number;
  /** From the request to the first token. */
  firstTokenMs: number;
};

/** One of the demo models: the same request always gets the same answer. */
export type DemoModel = (request: DemoRequest) => DemoAnswer;
