import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noteConnections } from "@/lib/server/access/connections";
import { respondLargeJson } from "./respond-large-json";

const large = { words: "many ".repeat(40_000) };
let server: Server;
let value: unknown = large;

beforeEach(async () => {
  noteConnections();
  server = createServer(async (incoming, outgoing) => {
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, text]) => [name, String(text)]),
    );
    outgoing.setHeader("vary", "rsc");
    const response = await respondLargeJson(new Request("http://localhost/", { headers }), value);
    if (outgoing.headersSent) return;
    // As Next does, which leaves out what a route says of its body's coding.
    outgoing.setHeaders(response.headers).removeHeader("content-encoding");
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => server.close());

async function ask(acceptEncoding?: string) {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const headers = acceptEncoding === undefined ? {} : { "accept-encoding": acceptEncoding };
  const asked = request({ port: address.port, path: "/api/chats/some-chat", headers }).end();
  const [response]: IncomingMessage[] = await once(asked, "response");
  if (response === undefined) throw new Error("There is no response.");
  const body = await buffer(response);
  const coding = response.headers["content-encoding"];
  const text = (coding === undefined ? body : gunzipSync(body)).toString();
  return { headers: response.headers, coding, value: JSON.parse(text) };
}

describe("JSON that may be large", () => {
  it.each(["gzip", "br, gzip;q=0.8", "GZIP ; q=1.0", "deflate,gzip"])(
    "is compressed once for %s",
    async (accepts) => {
      value = large;
      const { coding, headers, value: read } = await ask(accepts);
      expect([coding, headers.vary]).toEqual(["gzip", "rsc, accept-encoding"]);
      expect(headers["content-type"]).toBe("application/json");
      expect(headers["cache-control"]).toBe("private, no-store");
      expect(read).toEqual(large);
    },
  );

  it.each([undefined, "identity", "gzip;q=0", "gzip; q=0.000", "br"])(
    "is not compressed for %s",
    async (accepts) => {
      value = large;
      const { coding, value: read } = await ask(accepts);
      expect(coding).toBeUndefined();
      expect(read).toEqual(large);
    },
  );

  it("that is small is left as it is", async () => {
    value = { small: true };
    const { coding, value: read } = await ask("gzip");
    expect(coding).toBeUndefined();
    expect(read).toEqual(value);
  });
});
