import { toWholeCharacter } from "@/lib/to-whole-character";

/** More than any line of a picture has room for. A question may be a million characters long, and measuring takes as long. */
const mostMeasured = 500;

/** As much of the beginning of `text` as is at most so wide, with an ellipsis where something is left out. */
export function fitText(text: string, most: number, measure: (text: string) => number): string {
  if (text.length <= mostMeasured && measure(text) <= most) return text;
  const cutAt = (length: number) => `${text.slice(0, toWholeCharacter(text, length)).trimEnd()}…`;
  let fits = 1;
  let tooLong = Math.min(text.length, mostMeasured) + 1;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (measure(cutAt(middle)) <= most) fits = middle;
    else tooLong = middle;
  }
  return cutAt(fits);
}
