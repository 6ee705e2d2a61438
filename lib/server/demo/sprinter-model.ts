import "server-only";
import type { DemoModel } from "./demo-answer";
import { quotePrompt } from "./quote-prompt";
import { countTokens } from "./tokenise";

const totalTokens = 6000;
const ending = "\n\n---\n\nThat was the sprint: 6,000 simulated tokens, at up to 2,500 a second.\n";

/** Each of these words is one token. */
const homeStretch =
  "on the home lap the crowd is loud and the legs are heavy but each step is one fewer so run".split(" ");

/** 6,000 tokens of markdown with code and tables, as fast as the fastest hosts: for seeing how the page keeps up. */
export const answerAsSprinter: DemoModel = ({ prompt }) => {
  const start = `## A sprint\n\nA **simulated** answer, for its speed and not for its words.\n\n> ${quotePrompt(prompt)}\n\n`;
  const room = totalTokens - countTokens(ending) - 1;
  let text = start;
  let count = countTokens(start);
  for (let lap = 1; ; lap++) {
    const next = writeLap(lap);
    count += countTokens(next);
    if (count > room) break;
    text += next;
  }
  // Plain words fill what is left, so that no table or code block is cut in two.
  const missing = totalTokens - countTokens(text) - countTokens(ending);
  const words = Array.from({ length: missing }, (_, index) => ` ${homeStretch[index % homeStretch.length]}`);
  return { text: text + words.join("") + ending, tokensPerSecond: 2500, firstTokenMs: 100 };
};

function writeLap(lap: number): string {
  return `### Lap ${lap}

Every lap has a paragraph with **bold** and *slanted* words, some \`code\` in the line, and a [link](https://example.com/${lap}). It runs on for a while so that it wraps, as the prose of real answers does, and then it ends.

- a point of lap ${lap}
- another one, with \`item-${lap}\`
  - and one below it

\`\`\`ts
export function runLap${lap}(runners: Runner[]): Result[] {
  return runners
    .filter((runner) => runner.laps < ${lap})
    .map((runner) => ({ name: runner.name, seconds: runner.pace * ${lap} }))
    .sort((a, b) => a.seconds - b.seconds);
}
\`\`\`

| Runner | Lap ${lap} | Total |
| --- | ---: | ---: |
| Ada | ${(60 + (lap % 7)).toFixed(1)} s | ${lap * 61} s |
| Grace | ${(60 + (lap % 5)).toFixed(1)} s | ${lap * 62} s |
| Edsger | ${(60 + (lap % 3)).toFixed(1)} s | ${lap * 63} s |

`;
}
