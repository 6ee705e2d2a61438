import "server-only";

const fields = ["content", "reasoning_content"] as const;
type Field = (typeof fields)[number];
type Shape = { before: Buffer; after: Buffer };

const quote = 0x22;
const backslash = 0x5c;
const firstPrintable = 0x20;
const firstBeyondAscii = 0x7f;
/** Of a provider whose chunks are all different, no more than so many are learnt in vain. */
const mostLessons = 16;

/**
 * Knows the form of an answer's clean chunks by one that was read in full: from chunk to chunk usually nothing changes but
 * one text. Events of that form can pass as the bytes that came, without being parsed and judged again.
 */
export class CleanShape {
  #shape: Shape | null = null;
  #uselessLessons = 0;

  /** `json` is a clean chunk as it came, `texts` what it says. */
  learn(json: string, texts: { [field in Field]?: string }): void {
    if (this.#uselessLessons >= mostLessons) return;
    const [said, ...others] = fields.flatMap((field) =>
      texts[field] ? [{ field, text: texts[field] }] : [],
    );
    if (said === undefined || others.length > 0) return;
    this.#uselessLessons += 1;
    const place = findText(json, said);
    if (place === null) return;
    this.#shape = {
      before: Buffer.from(`data: ${json.slice(0, place.start)}`),
      after: Buffer.from(`${json.slice(place.end)}\n\n`),
    };
  }

  /** How many characters `bytes` say where they are nothing but whole events of the known form; null where they are not. */
  measure(bytes: Uint8Array): number | null {
    if (this.#shape === null) return null;
    const events = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let characters = 0;
    for (let at = 0; at < events.byteLength; ) {
      const end = measureEvent(events, at, this.#shape);
      if (end === null) return null;
      at = end.at;
      characters += end.characters;
    }
    this.#uselessLessons = 0;
    return characters;
  }
}

/** Where in the JSON the text stands; null when its field is not there exactly once, as it is written without need. */
function findText(
  json: string,
  { field, text }: { field: Field; text: string },
): { start: number; end: number } | null {
  const name = `"${field}"`;
  const at = json.indexOf(name);
  if (at !== json.lastIndexOf(name)) return null;
  const opening = /^\s*:\s*"/.exec(json.slice(at + name.length, at + name.length + 8))?.[0];
  if (opening === undefined) return null;
  const start = at + name.length + opening.length;
  const written = JSON.stringify(text).slice(1);
  return json.startsWith(written, start) ? { start, end: start + written.length - 1 } : null;
}

function measureEvent(events: Buffer, at: number, { before, after }: Shape) {
  const start = at + before.byteLength;
  if (events.compare(before, 0, before.byteLength, at, Math.min(start, events.byteLength)) !== 0) return null;
  const end = events.indexOf(after, start);
  if (end === -1) return null;
  const characters = measureText(events, start, end);
  return characters === null ? null : { at: end + after.byteLength, characters };
}

/** How many characters the JSON text between the quotes has; null when it is none. */
function measureText(events: Buffer, start: number, end: number): number | null {
  for (let at = start; at < end; at++) {
    const byte = events[at] ?? 0;
    if (byte < firstPrintable || byte === quote) return null;
    if (byte === backslash || byte >= firstBeyondAscii) return measureWritten(events, start, end);
  }
  return end - start;
}

/** The same for a text with escapes, or with letters of more than a byte. */
function measureWritten(events: Buffer, start: number, end: number): number | null {
  const written = events.toString("utf8", start - 1, end + 1);
  // Bytes that are no letters are replaced where a chunk is written anew.
  if (written.includes("\uFFFD")) return null;
  try {
    const text: unknown = JSON.parse(written);
    return typeof text === "string" ? text.length : null;
  } catch {
    // Not a text: then the event has another form.
    return null;
  }
}
