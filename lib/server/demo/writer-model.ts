import "server-only";
import type { DemoModel } from "./demo-answer";
import { messageText } from "./demo-request";
import { quotePrompt } from "./quote-prompt";
import { createSeededRandom } from "./seeded-random";
import { countTokens } from "./tokenise";
import { laterAnswers, type WriterSubject, writeFirstAnswer } from "./writer-texts";

/** Writes markdown of every kind at a lively pace: first a welcome, later a look at what the chat sent along. */
export const answerAsWriter: DemoModel = ({ messages, prompt, seed }) => {
  const asked = messages.filter((message) => message.role === "user");
  const subject: WriterSubject = {
    quote: quotePrompt(prompt),
    firstQuote: quotePrompt(messageText(asked[0])),
    turn: asked.length,
    messageCount: messages.length,
    promptTokens: countTokens(prompt),
  };
  const random = createSeededRandom(`${prompt}\n${seed}`);
  const later =
    laterAnswers[(asked.length + Math.floor(random() * laterAnswers.length)) % laterAnswers.length];
  return {
    text: asked.length <= 1 || later === undefined ? writeFirstAnswer(subject) : later(subject),
    tokensPerSecond: 65 + Math.round(random() * 15),
    firstTokenMs: 250,
  };
};
