import "server-only";
import type { DemoAnswer, DemoModel } from "./demo-answer";
import { findMoodyWord, moodyWords } from "./moody-words";

const pace = { tokensPerSecond: 60, firstTokenMs: 200 };

/** Fails in the way the prompt names; without a known word it says which ones it knows. */
export const answerAsMoody: DemoModel = ({ prompt }): DemoAnswer => {
  switch (findMoodyWord(prompt)) {
    case "reset":
      return { ...pace, text: story("the connection breaks, as when a cable is pulled"), breaks: "reset" };
    case "stall":
      return {
        ...pace,
        text: story("nothing more comes, although the connection stays open"),
        breaks: "stall",
      };
    case "eof":
      return { ...pace, text: story("the answer simply ends, without a finish reason"), breaks: "eof" };
    case "malformed":
      return { ...pace, text: malformedStory, breaks: "malformed" };
    case "429":
      return {
        ...pace,
        text: "Thank you for waiting: the limit is over, and this is the answer. _(Simulated.)_",
      };
    default:
      return { ...pace, text: introduction };
  }
};

function story(ending: string): string {
  return `I am **moody**, a simulated model, and I was asked to fail. These first words arrive as they should, and they will be kept. In a moment ${ending}. You will never read the rest of this sentence, which is only here so that there is something left to lose: a good client keeps what it has, says what happened, and offers to try again.`;
}

const malformedStory =
  "I am **moody**, a simulated model, and I was asked to send one line that cannot be read. It was sent somewhere in the middle of this answer. A careless client would lose the whole answer, or show one text and store another. A careful one skips the line, says so, and reads on to the end, where you are now.";

const introduction = [
  "I am **moody**, a simulated model that fails on purpose, so that you can see how Switchyard takes it. Send me one of these words:",
  "",
  "| word | what happens |",
  "| --- | --- |",
  ...Object.entries(moodyWords).map(([word, happens]) => `| \`${word}\` | ${happens} |`),
  "",
  "Whatever had arrived before the failure is kept, and the error says what to do.",
].join("\n");
