import { toWholeCharacter } from "@/lib/to-whole-character";

const maxCharacters = 80;

/** A chat's first title: the first line with words of its first message, cut at a word. */
export function toTitle(text: string): string {
  const line = text.split("\n").find((candidate) => candidate.trim() !== "") ?? "";
  const words = line.replace(/\s+/g, " ").trim();
  if (words.length <= maxCharacters) return words || "New chat";
  const cut = words.slice(0, toWholeCharacter(words, maxCharacters - 1));
  const lastSpace = cut.lastIndexOf(" ");
  return `${lastSpace > maxCharacters / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
