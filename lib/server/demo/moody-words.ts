import "server-only";

/** What `moody` can be asked to do, by the word that asks for it. */
export const moodyWords = {
  "401": "refuses the key",
  "429": "asks for patience: `429 5` for five seconds, `429` alone for two minutes",
  "500": "fails before it begins",
  reset: "the connection breaks in the middle of the answer",
  stall: "stops in the middle and keeps the connection open",
  malformed: "sends one line that cannot be read, then goes on",
  eof: "ends in the middle without saying that it has finished",
  "no headers": "takes the request and never responds",
} as const;

export type MoodyWord = keyof typeof moodyWords;

const words = Object.keys(moodyWords) as MoodyWord[];

/** The first known word in `prompt`, in any spelling of its spaces; null when there is none. */
export function findMoodyWord(prompt: string): MoodyWord | null {
  const found = words
    .map((word) => ({ word, at: prompt.search(new RegExp(`\\b${word.replace(" ", "[ _-]?")}\\b`, "i")) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at);
  return found[0]?.word ?? null;
}
