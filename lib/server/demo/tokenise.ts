import "server-only";

const token = / ?\p{L}{1,6}| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]{1,4}|\n+| +|\s/gu;

/** Cuts text into the pieces that the demo models stream and count as tokens; joined they are the text again. */
export function tokenise(text: string): string[] {
  return text.match(token) ?? [];
}

/** How many tokens the demo models count in `text`. */
export function countTokens(text: string): number {
  return tokenise(text).length;
}
