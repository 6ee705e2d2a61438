/** The place itself, or the one before where it stands within a character that takes two code units. */
export function toWholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  const isWithin = code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
  return isWithin ? at - 1 : at;
}
