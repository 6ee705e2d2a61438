import "server-only";

const timeoutMs = 10_000;
const mostBytes = 20_000_000;
const userAgent = "Switchyard (self-hosted model playground)";

/** What asking models.dev came to. `why` is the end of a sentence. */
export type Fetched =
  | { kind: "body"; text: string; etag: string | null }
  | { kind: "unchanged" }
  | { kind: "failed"; why: string };

/** Asks for the whole list; `etag` is that of the list that is held already. Never throws. */
export async function fetchModelsDev({ url, etag }: { url: string; etag: string | null }): Promise<Fetched> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
      // Only the operator says what this server asks for: not whoever answers.
      redirect: "manual",
      headers: {
        accept: "application/json",
        "user-agent": userAgent,
        ...(etag === null ? {} : { "if-none-match": etag }),
      },
    });
    if (response.status === 304) return { kind: "unchanged" };
    if (!response.ok) {
      await response.body?.cancel();
      const isElsewhere = response.headers.has("location");
      const why = `it answered with status ${response.status}${isElsewhere ? ", a redirect, which is not followed" : ""}`;
      return { kind: "failed", why };
    }
    const text = await readAtMost(response);
    if (text === null) return { kind: "failed", why: `it sent more than ${mostBytes / 1_000_000} MB` };
    return { kind: "body", text, etag: response.headers.get("etag") };
  } catch (error) {
    return { kind: "failed", why: explain(error) };
  }
}

async function readAtMost(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    bytes += value.length;
    if (bytes > mostBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}

function explain(error: unknown): string {
  if (error instanceof DOMException && error.name === "TimeoutError")
    return `it took longer than ${timeoutMs / 1_000} seconds`;
  return "it could not be reached";
}
