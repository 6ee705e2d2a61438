/** A common rule of thumb for text of Latin letters; every number made with it is marked as an estimate. */
const charactersPerToken = 4;

/** How many tokens a text of so many characters may be. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}
