import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "@/app/api/test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const valid = { model: "demo/echo", messages: [{ role: "user", content: "Hi" }] };
const text = JSON.stringify(valid);
const cut = fc.nat(text.length - 1).map((length) => text.slice(0, length));
const spliced = fc
  .tuple(fc.nat(text.length), fc.string({ unit: "binary", maxLength: 6 }))
  .map(([at, noise]) => text.slice(0, at) + noise + text.slice(at + 1));
const misshapen = fc
  .record(
    {
      model: fc.oneof(
        fc.jsonValue(),
        fc.constantFrom("demo/", "/x", "nobody/x", "__proto__/x", "demo/no such"),
      ),
      messages: fc.jsonValue(),
      stream: fc.jsonValue(),
      n: fc.jsonValue(),
      max_tokens: fc.jsonValue(),
    },
    { requiredKeys: ["model"] },
  )
  .map((value) => JSON.stringify(value));
const body = fc.oneof(cut, spliced, misshapen, fc.json(), fc.string({ unit: "binary" }));
const headerText = fc.string({ maxLength: 30 }).map((value) => value.replaceAll(/[^\x20-\x7e]/g, ""));
const headers = fc.record(
  {
    authorization: fc.oneof(
      headerText,
      headerText.map((value) => `Bearer sy_${value}`),
    ),
    "content-type": fc.constantFrom("application/json", "text/plain", "application/json; charset=x", ""),
    "content-length": fc.constantFrom("-1", "0", "1e9", "x"),
    origin: fc.constantFrom("null", "https://evil.example", "http://localhost:3000"),
    "x-switchyard-connection": headerText,
    "x-forwarded-for": headerText,
  },
  { requiredKeys: [] },
);

describe("S9: ten thousand malformed bodies and headers", () => {
  it("are refused or answered, never with a fault of the server", { timeout: 120_000 }, async () => {
    const address = fc.constantFrom(
      "/v1/chat/completions",
      "/api/turns",
      "/api/tokens",
      "/api/session",
      "/api/setup",
    );
    await fc.assert(
      fc.asyncProperty(address, body, headers, async (to, given, sent) => {
        // What is no malformed request is not what this is about, and takes its time to answer.
        fc.pre(!/"demo\/(echo|writer)/.test(given) || given !== text);
        const response = await server.send("POST", to, { body: given, headers: sent });
        expect(response.status === 503 || response.status < 500).toBe(true);
        await response.body?.cancel();
      }),
      { numRuns: 10_000 },
    );
  });
});

it("a model's name with half a letter, which no header can carry, is refused before anybody is asked", async () => {
  const given = { ...valid, model: "demo/\ud800echo" };
  const response = await server.send("POST", "/v1/chat/completions", { body: given });
  expect(response.status).toBe(400);
  expect((await response.json()).error.code).toBe("invalid_model_ref");
});
