/** What providers document, the highest of them; all of it is a guess until the bill comes. */

/** Anthropic: 1,500 to 3,000 tokens for the text of a PDF's page, and its picture beside it (up to about 1,600). OpenAI sends both, too. */
const tokensPerPdfPage = 5_000;
/** A large picture in its highest resolution. */
export const tokensPerImage = 3_000;
/** Gemini: 32 for each second of sound; OpenAI takes less. */
const tokensPerSecond = 32;
/** An MP3 of speech at 32 kbit/s: a better one has fewer seconds. */
const mp3BytesPerSecond = 4_000;
/** A document that only the provider has: as long as the longest that is taken. */
export const tokensPerUnseenFile = 100 * tokensPerPdfPage;

/**
 * The most tokens that a file may be billed as, by its content in base64: a PDF by its pages, sound by its seconds. It is a guess, and rather
 * too high.
 */
export function estimateFileTokens(base64: string): number {
  if (base64.startsWith("JVBERi0")) return countPdfPages(decode(base64)) * tokensPerPdfPage;
  if (base64.startsWith("UklGR")) return estimateRiff(base64);
  // "ID3", and the frames of an MP3 without it.
  if (/^(?:SUQz|\/\/[s-v]|\/\/[PQ])/.test(base64))
    return Math.ceil((toBytes(base64) / mp3BytesPerSecond) * tokensPerSecond);
  return tokensPerImage;
}

/** WAV, or a WebP image. */
function estimateRiff(base64: string): number {
  const head = decode(base64.slice(0, 64));
  if (head.slice(8, 12) !== "WAVE") return tokensPerImage;
  const bytesPerSecond = [28, 29, 30, 31].reduce(
    (sum, at, index) => sum + (head.charCodeAt(at) || 0) * 256 ** index,
    0,
  );
  // What the head says is its sender's word: sound of fewer bytes a second would be no speech.
  const seconds = toBytes(base64) / Math.min(Math.max(bytesPerSecond, mp3BytesPerSecond), 192_000);
  return Math.ceil(seconds * tokensPerSecond);
}

/**
 * A PDF's pages: those that its text shows; where objects are packed into streams, which hides pages, no more than there are
 * streams that may be a page's content.
 */
function countPdfPages(pdf: string): number {
  const shown = count(pdf, /\/Type\s*\/Page(?![a-zA-Z])/g);
  const said = Number(/\/Linearized\b[^>]{0,200}\/N\s+(\d{1,6})/.exec(pdf)?.[1] ?? 0);
  const isPacked = /\/Type\s*\/ObjStm\b/.test(pdf);
  const contents = isPacked
    ? count(pdf, /\bendstream\b/g) -
      count(pdf, /\/Type\s*\/(?:ObjStm|XRef|Metadata)\b|\/Subtype\s*\/Image\b/g)
    : 0;
  return Math.max(shown, said, contents, 1);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function toBytes(base64: string): number {
  return Math.floor((base64.length * 3) / 4);
}

/** Bytes as letters of their own code; what is no base64 is read up to there. */
function decode(base64: string): string {
  try {
    return atob(base64);
  } catch {
    const letters = base64.replace(/[^A-Za-z0-9+/]/g, "");
    return atob(letters.slice(0, letters.length - (letters.length % 4)));
  }
}
