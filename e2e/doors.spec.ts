import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { maxTurnBytes } from "@/lib/turns/turn-limits";
import { expect, test } from "./support/test";

const app = path.resolve(import.meta.dirname, "../app");

/** S4: every route of both doors: its address, with an id where one belongs, and the methods it takes. */
const routes = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => /^(?:api|v1)\/.*route\.ts$/.test(file))
  .map((file) => {
    const source = readFileSync(path.join(app, file), "utf8");
    const methods = [...source.matchAll(/export (?:const|async function|function) ([A-Z]+)\b/g)];
    return {
      address: `/${path.dirname(file)}`.replace(/\[(?:\.\.\.)?\w+\]/g, "nosuchthing0"),
      methods: methods.map((match) => match[1] ?? "").filter((method) => method !== "OPTIONS"),
    };
  });
const llama = "llama/llama-3.3-70b-instruct";

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

test.use({ serverEnv: { WANDB_BASE_URL: "AIMOCK", LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

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
    expect((await keyless.json()).error.message).toContain("WANDB_API_KEY");

    const large = await post({ ...turn("demo/echo"), padding: "x".repeat(maxTurnBytes) });
    expect(large.status()).toBe(413);
    expect(aimock.getRequests()).toHaveLength(0);
  });

  test("counts a body that does not say how long it is", async ({ app }) => {
    // Far more than is taken, but not for ever: whoever does not count must not fill the machine.
    let left = 1_000;
    const endless = new ReadableStream({
      pull(controller) {
        if (left-- > 0) controller.enqueue(new TextEncoder().encode("x".repeat(100_000)));
        else controller.error(new Error("Nobody counted."));
      },
    });
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: endless,
      duplex: "half",
    };
    const response = await fetch(`${app.url}/api/turns`, init as RequestInit);
    expect(response.status).toBe(413);
  });

  test("answers its own pages only: not other hosts, sites and forms, on any route", async ({
    request,
    aimock,
  }) => {
    const json = { "content-type": "application/json" };
    for (const { address, methods } of routes) {
      for (const method of methods) {
        const ask = (headers: Record<string, string>) =>
          request.fetch(address, { method, headers, data: method === "GET" ? undefined : turn(llama) });
        for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:3000"]) {
          const response = await ask({ ...json, host });
          expect(response.status(), `${method} ${address} with the host ${host}`).toBe(421);
        }
        if (method === "GET") continue;
        for (const [name, value] of [
          ["origin", "https://evil.example"],
          ["origin", "null"],
          ["sec-fetch-site", "cross-site"],
          ["sec-fetch-site", "same-site"],
        ] as const) {
          const response = await ask({ ...json, [name]: value });
          expect(response.status(), `${method} ${address} with ${name}: ${value}`).toBe(403);
        }
        for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
          const response = await ask({ "content-type": type });
          expect(response.status(), `${method} ${address} as ${type}`).toBe(415);
        }
      }
      const others = ["POST", "PUT", "PATCH", "DELETE"].filter((method) => !methods.includes(method));
      for (const method of others) {
        const response = await request.fetch(address, { method, headers: json, data: turn(llama) });
        expect(response.status(), `${method} ${address}`).toBe(405);
      }
    }
    expect(aimock.getRequests()).toHaveLength(0);

    // The same turn from nobody else's page goes out: what was refused above was refused by the guard.
    aimock.onMessage(/^hello$/, { content: "Hello." });
    const response = await request.post("/api/turns", { headers: json, data: turn(llama) });
    expect(await response.text()).toContain("Hello.");
    expect(aimock.getRequests()).toHaveLength(1);
  });
});

test("S13: pages carry a strict policy, every answer forbids to sniff and frame it, and nothing is cached", async ({
  request,
}) => {
  const response = await request.get("/");
  const headers = response.headers();
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/);
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["cache-control"]).toBe("private, no-store");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["x-frame-options"]).toBe("DENY");
  for (const { address, methods } of routes) {
    for (const method of methods) {
      const answer = await request.fetch(address, {
        method,
        headers: { "content-type": "application/json" },
      });
      expect(answer.headers(), `${method} ${address}`).toMatchObject({
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "cache-control": expect.stringMatching(/^private, no-(?:store|cache)/),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
      });
    }
  }
  const again = await request.get("/");
  expect(again.headers()["content-security-policy"]).not.toBe(headers["content-security-policy"]);
});

test("event streams are not compressed, whatever the browser accepts", async ({ app }) => {
  const response = await fetch(`${app.url}/api/turns`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "gzip, br" },
    body: JSON.stringify(turn("demo/echo")),
  });
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(await response.text()).toContain("data: [DONE]");
});
