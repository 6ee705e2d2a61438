import "server-only";
import { AppError } from "@/lib/app-error";

type Read = { headers: Headers; body: AsyncIterable<Uint8Array> | null };

/** The largest request body, in bytes. */
export const maxBodyBytes = 4_000_000;
const maxDepth = 64;

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    "payload_too_large",
    `The request is larger than ${maxBytes / 1_000_000} MB. Send less at once.`,
  );
}

/**
 * The JSON in a request's body, counted while it arrives and checked for depth before it is parsed.
 * @throws AppError `payload_too_large`, `invalid_json`, `unsupported_media_type` when it is compressed
 */
export async function readJson(request: Read, maxBytes = maxBodyBytes): Promise<unknown> {
  const text = await readJsonText(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("invalid_json", "The request body is not valid JSON.", { cause: error });
  }
}

/**
 * The text of a JSON body of at most `maxBytes`, not parsed yet.
 * @throws AppError `payload_too_large`, `invalid_json`, `unsupported_media_type` when it is compressed
 */
export async function readJsonText(request: Read, maxBytes: number): Promise<string> {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity") {
    throw new AppError(
      "unsupported_media_type",
      `The request body is compressed (${encoding.slice(0, 40)}). Send it as it is.`,
    );
  }
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const text = await readText(request, maxBytes);
  if (isTooDeep(text)) {
    throw new AppError("invalid_json", `The JSON is nested more than ${maxDepth} levels deep.`);
  }
  return text;
}

async function readText(request: Read, maxBytes: number): Promise<string> {
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the body: the rest is never read.
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Counts brackets outside strings: a deep body would overflow the stack of whoever walks it. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === 92) index += 1;
      else if (code === 34) isInString = false;
    } else if (code === 34) isInString = true;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return false;
}
