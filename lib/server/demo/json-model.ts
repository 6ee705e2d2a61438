import "server-only";
import type { DemoModel } from "./demo-answer";
import { fillSchema } from "./fill-schema";
import { countTokens } from "./tokenise";

/** An object that fits the schema of the request; without a schema, one about the prompt. */
export const answerAsJson: DemoModel = ({ prompt, schema }) => {
  const words = prompt.split(/\s+/).filter((word) => word !== "");
  const value =
    schema === null
      ? {
          simulated: true,
          prompt: prompt.slice(0, 400),
          words: words.length,
          tokens: countTokens(prompt),
          longestWord: words.reduce((longest, word) => (word.length > longest.length ? word : longest), ""),
          hint: "Give this model a JSON schema and it fills it in.",
        }
      : fillSchema(schema, "");
  return { text: JSON.stringify(value, null, 2), tokensPerSecond: 90, firstTokenMs: 200 };
};
