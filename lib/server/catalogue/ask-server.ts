import "server-only";

const maxCharacters = 4_000_000;

/** What a server answered; a failure says why as the end of a sentence. */
export type ServerReply = { ok: true; body: unknown } | { ok: false; why: string };

export type ServerQuestion = {
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON with POST; a GET without. */
  body?: unknown;
  timeoutMs: number;
};

/** The body of a response; null when it is too large for a listing, which then is not read to its end. */
async function readText({ body }: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxCharacters) return null;
  }
  return text + decoder.decode();
}

function toRequest({ headers = {}, body, timeoutMs }: ServerQuestion): RequestInit {
  const base: RequestInit = {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: "error",
    headers: { ...headers, accept: "application/json" },
  };
  if (body === undefined) return base;
  return {
    ...base,
    method: "POST",
    body: JSON.stringify(body),
    headers: { ...base.headers, "content-type": "application/json" },
  };
}

/**
 * Asks a model server about itself. Never throws. Redirects are not followed: the key in `headers` is meant for this
 * address alone.
 */
export async function askServer(question: ServerQuestion): Promise<ServerReply> {
  try {
    const response = await fetch(question.url, toRequest(question));
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, why: `it answered with status ${response.status}` };
    }
    const text = await readText(response);
    if (text === null) return { ok: false, why: "its answer is too large" };
    return { ok: true, body: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: explain(error, question.timeoutMs) };
  }
}

function explain(error: unknown, timeoutMs: number): string {
  if (error instanceof SyntaxError) return "its answer is not JSON";
  if (error instanceof Error && error.name === "TimeoutError")
    return `it did not answer within ${timeoutMs / 1000} s`;
  return "it could not be reached";
}
