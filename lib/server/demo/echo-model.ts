import "server-only";
import type { DemoModel } from "./demo-answer";

/** Says what was said. */
export const answerAsEcho: DemoModel = ({ prompt }) => ({
  text: prompt.trim() === "" ? "(nothing to repeat)" : prompt,
  tokensPerSecond: 100,
  firstTokenMs: 120,
});
