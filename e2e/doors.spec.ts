import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "./support/test";

const api = path.resolve(import.meta.dirname, "../app/api");

/** Every address of the API, with an id where one belongs. */
const addresses = readdirSync(api, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .map((file) => `/api/${path.dirname(file)}`.replace(/\[\w+\]/g, "nosuchthing0"));

const turn = (model: string, key = "0001") => ({
  turnId: `turn-e2e-${key}`,
  chatId: `chat-e2e-${key}`,
  lanes: [
    {
      laneId: `lane-e2e-${key}`,
      model,
      parentId: null,
      answerId: `answer-e2e-${key}`,
      message: { id: `message-e2e-${key}`, text: "hello" },
    },
  ],
});

test.use({ serverEnv: { WANDB_BASE_URL: "AIMOCK" } });

test.describe("the API", () => {
  test("refuses what is not JSON, too large, unknown or without a key, and asks nobody", async ({
    request,
    aimock,
  }) => {
    const post = (data: unknown) =>
      request.post("/api/turns", { data, headers: { "content-type": "application/json" } });
    const invalid = await request.post("/api/turns", {
      data: Buffer.from("{not json"),
      headers: { "content-type": "application/json" },
    });
    expect(invalid.status()).toBe(400);
    expect((await invalid.json()).error.code).toBe("invalid_json");

    const unknown = await post(turn("nobody/model"));
    expect(unknown.status()).toBe(404);
    expect((await unknown.json()).error.message).toContain("Known providers");

    const keyless = await post(turn("wandb/some/model", "0002"));
    expect(keyless.status()).toBe(401);

    const large = await post({ ...turn("demo/echo"), padding: "x".repeat(5_000_000) });
    expect(large.status()).toBe(413);
    expect(aimock.getRequests()).toHaveLength(0);
  });

  test("counts a body that does not say how long it is", async ({ server }) => {
    const endless = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode("x".repeat(100_000)));
      },
    });
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: endless,
      duplex: "half",
    };
    const response = await fetch(`${server.url}/api/turns`, init as RequestInit);
    expect(response.status).toBe(413);
  });

  for (const address of addresses) {
    test(`${address} answers its own pages only`, async ({ request }) => {
      for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
        const foreign = await request.fetch(address, { method, headers: { host: "evil.example" } });
        expect([405, 421], `${method} with a foreign host`).toContain(foreign.status());
        if (method === "GET") continue;
        const json = { "content-type": "application/json" };
        const crossed = await request.fetch(address, {
          method,
          data: "{}",
          headers: { ...json, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
        });
        expect([405, 403], `${method} from another site`).toContain(crossed.status());
        const plain = await request.fetch(address, {
          method,
          data: "{}",
          headers: { "content-type": "text/plain" },
        });
        expect([405, 415], `${method} as text`).toContain(plain.status());
      }
    });
  }
});

test("pages carry a strict policy, and nothing is cached", async ({ request }) => {
  const response = await request.get("/");
  const headers = response.headers();
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/);
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["cache-control"]).toBe("private, no-store");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  const again = await request.get("/");
  expect(again.headers()["content-security-policy"]).not.toBe(headers["content-security-policy"]);
});

test("event streams are not compressed, whatever the browser accepts", async ({ server }) => {
  const response = await fetch(`${server.url}/api/turns`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "gzip, br" },
    body: JSON.stringify(turn("demo/echo")),
  });
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(await response.text()).toContain("data: [DONE]");
});
