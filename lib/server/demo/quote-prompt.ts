import "server-only";

const longest = 240;

/** The prompt as one line of plain words that markdown leaves alone, cut where it is long. */
export function quotePrompt(prompt: string): string {
  const line = prompt.replace(/\s+/g, " ").trim();
  const cut = line.length <= longest ? line : `${line.slice(0, longest).trimEnd()} …`;
  if (cut === "") return "(an empty message)";
  // A backslash before a bracket would begin a formula.
  return cut
    .replace(/[\\`*_{}<>|#~$!]/g, (mark) => `\\${mark}`)
    .replace(/[[\]]/g, (bracket) => `&#${bracket.charCodeAt(0)};`);
}
