import { AppError, type ErrorBody, isAppErrorCode } from "@/lib/app-error";

function isErrorBody(value: unknown): value is ErrorBody {
  const error = (value as ErrorBody | null)?.error;
  return isAppErrorCode(error?.code) && typeof error?.message === "string";
}

/** Browsers let requests up to 64 KB outlive the page that made them. */
const maxKeepAliveCharacters = 20_000;

/** The refusal in a response of ours, or of whatever stands before us. */
export async function readRefusal(response: Response): Promise<AppError> {
  const body: unknown = await response.json().catch(() => null);
  if (isErrorBody(body))
    return new AppError(body.error.code, body.error.message, { details: body.error.details });
  return new AppError("internal", `The server answered with status ${response.status} and nothing readable.`);
}

type RequestOptions = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
};

/**
 * Asks our own server and hands on its response as it begins.
 * @throws AppError when the server refuses, TypeError when it cannot be reached
 */
export async function request(
  path: string,
  { method = "GET", body, signal }: RequestOptions = {},
): Promise<Response> {
  const text = JSON.stringify(body ?? {});
  const response = await fetch(path, {
    method,
    cache: "no-cache",
    signal: signal ?? null,
    ...(method === "GET"
      ? {}
      : {
          headers: { "content-type": "application/json" },
          body: text,
          // A change made a moment before the page is closed still arrives.
          keepalive: text.length <= maxKeepAliveCharacters,
        }),
  });
  if (!response.ok) throw await readRefusal(response);
  return response;
}

/**
 * Asks our own server. The answer's type is the endpoint's word, given in its docstring.
 * @throws AppError when the server refuses, TypeError when it cannot be reached
 */
export async function requestJson<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  return (await (await request(path, options)).json()) as Answer;
}
