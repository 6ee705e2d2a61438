import "server-only";

const maxCharacters = 500;
const maxCauses = 4;

/** An error's words with those of what caused it: "fetch failed" alone helps nobody. */
export function toProblemWords(error: unknown): string {
  const words: string[] = [];
  let at = error;
  for (let depth = 0; at instanceof Error && depth < maxCauses; depth += 1) {
    if (at.message !== "" && !words.some((said) => said.includes((at as Error).message)))
      words.push(at.message);
    at = at.cause;
  }
  return (words.length === 0 ? String(error) : words.join(": ")).slice(0, maxCharacters);
}
