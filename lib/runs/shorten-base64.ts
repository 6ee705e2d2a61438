/** Longer base64 in a JSON text is a file: nobody reads it. */
const longestCharacters = 2_000;
const shownCharacters = 48;

/** A text of JSON that may begin with base64: its start, up to the first 64 characters of it. */
const base64Start = /"(?:data:[\w.+/-]+;base64,)?(?=[A-Za-z0-9+/]{64})/g;

/** A body as it is shown: of each file in it the beginning, and how much more there is. */
export function shortenBase64(json: string): string {
  let shown = "";
  let kept = 0;
  base64Start.lastIndex = 0;
  for (let found = base64Start.exec(json); found !== null; found = base64Start.exec(json)) {
    const start = base64Start.lastIndex;
    const end = json.indexOf('"', start);
    if (end < 0) break;
    const content = json.slice(start, end);
    base64Start.lastIndex = end;
    if (content.length <= longestCharacters || /[^A-Za-z0-9+/=]/.test(content)) continue;
    const more = content.length - shownCharacters;
    shown += `${json.slice(kept, start + shownCharacters)}… [${more} more characters of base64]`;
    kept = end;
  }
  return shown + json.slice(kept);
}
