import "server-only";

/** The demo provider: an OpenAI-compatible server behind a fetch function. It simulates and needs no key. */
export function createDemoFetch(): typeof fetch {
  return async () =>
    Response.json(
      { error: { message: "No such path.", type: "invalid_request_error", code: "not_found" } },
      { status: 404 },
    );
}
