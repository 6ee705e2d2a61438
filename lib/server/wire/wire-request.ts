import "server-only";
import { isRecord, parseJson, readNumber, readText } from "./read-json";

/** What the wire must know of a request; the request itself goes out untouched. */
export type WireRequest = {
  url: string;
  headers: HeadersInit;
  /** "" when the body is no text. */
  bodyText: string;
  /** `stream`: a chat answer as events. `completion`: one as a document. `other`: anything else, e.g. a listing. */
  kind: "stream" | "completion" | "other";
  /** The model id; "" when it names none. */
  model: string;
  /** How many answers are asked for (`n`). */
  answerCount: number;
  signal: AbortSignal | null;
  /** A body that is a stream can be sent only once. */
  isRepeatable: boolean;
};

/** What the body of a request for an answer asks for. */
export type AskedAnswer = { isStream: boolean; model: string; answerCount: number };

/** `asked` is given by who knows what is in the body, which may be long: then it is not parsed. */
export function readRequest(
  input: string | URL | Request,
  init: RequestInit | undefined,
  asked?: AskedAnswer,
): WireRequest {
  const given = input instanceof Request ? input : null;
  const url = given?.url ?? String(input);
  const bodyText = typeof init?.body === "string" ? init.body : "";
  const { isStream, model, answerCount } = asked ?? readBody(url, bodyText);
  return {
    url,
    headers: init?.headers ?? given?.headers ?? {},
    bodyText,
    kind: isStream === null ? "other" : isStream ? "stream" : "completion",
    model,
    answerCount,
    signal: init?.signal ?? given?.signal ?? null,
    isRepeatable: typeof (init?.body ?? "") === "string" && (given === null || given.body === null),
  };
}

/** `isStream` is null of a request for something else than an answer. */
function readBody(
  url: string,
  bodyText: string,
): Omit<AskedAnswer, "isStream"> & { isStream: boolean | null } {
  const body = bodyText === "" ? undefined : parseJson(bodyText);
  if (!isRecord(body)) return { isStream: null, model: "", answerCount: 1 };
  const isChat = URL.parse(url)?.pathname.endsWith("/chat/completions") === true;
  return {
    isStream: isChat ? body.stream === true : null,
    model: readText(body.model) ?? "",
    answerCount: readNumber(body.n) ?? 1,
  };
}
