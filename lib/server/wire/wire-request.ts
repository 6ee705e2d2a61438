import "server-only";
import { isRecord, parseJson, readText } from "./read-json";

/** What the wire must know of a request; the request itself goes out untouched. */
export type WireRequest = {
  url: string;
  headers: Headers;
  /** "" when the body is no text. */
  bodyText: string;
  /** `stream`: a chat answer as events. `completion`: one as a document. `other`: anything else, e.g. a listing. */
  kind: "stream" | "completion" | "other";
  /** The model id; "" when it names none. */
  model: string;
  signal: AbortSignal | null;
  /** A body that is a stream can be sent only once. */
  isRepeatable: boolean;
};

export function readRequest(input: string | URL | Request, init: RequestInit | undefined): WireRequest {
  const given = input instanceof Request ? input : null;
  const url = given?.url ?? String(input);
  const bodyText = typeof init?.body === "string" ? init.body : "";
  const body = bodyText === "" ? undefined : parseJson(bodyText);
  const isChat = URL.canParse(url) && new URL(url).pathname.endsWith("/chat/completions") && isRecord(body);
  return {
    url,
    headers: new Headers(init?.headers ?? given?.headers),
    bodyText,
    kind: !isChat ? "other" : body.stream === true ? "stream" : "completion",
    model: isRecord(body) ? (readText(body.model) ?? "") : "",
    signal: init?.signal ?? given?.signal ?? null,
    isRepeatable: typeof (init?.body ?? "") === "string" && (given === null || given.body === null),
  };
}
