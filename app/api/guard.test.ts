import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type Handler,
  importRoute,
  laneWith,
  readTurn,
  routeFiles,
  startTestServer,
  type TestServer,
  turnWith,
} from "@/app/api/test-server";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { maxTurnBytes } from "@/lib/turns/turn-limits";

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (...given: [string, string] | [{ name: string; value: string }]) => {
      const [name, value] =
        typeof given[0] === "string" ? [given[0], given[1] ?? ""] : [given[0].name, given[0].value];
      jar.set(name, value);
    },
  }),
}));

const methods = ["GET", "POST", "PATCH", "DELETE"] as const;
type Door = { name: string; method: (typeof methods)[number]; handle: Handler };

const doors: Door[] = (
  await Promise.all(
    routeFiles.map(async ({ file }) => {
      const exported = await importRoute(file);
      return methods.flatMap((method) => {
        const handle = exported[method];
        return handle === undefined ? [] : [{ name: `${method} ${file}`, method, handle }];
      });
    }),
  )
).flat();
const changing = doors.filter(({ method }) => method !== "GET");

const own = { host: "localhost:3000", "content-type": "application/json" };
const anyIds = { chatId: "no-such-id", laneId: "no-such-id", runId: "no-such-id", turnId: "no-such-id" };

function knock(door: Door, headers: Record<string, string>, body: BodyInit = "{}"): Promise<Response> {
  const request = new Request("http://localhost:3000/", {
    method: door.method,
    headers,
    ...(door.method === "GET" ? {} : { body, duplex: "half" }),
  } as RequestInit);
  return door.handle(request, { params: Promise.resolve(anyIds) });
}

async function expectRefusal(response: Response, status: number, code: string): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get("cache-control")).toContain("no-store");
  expect((await response.json()).error).toMatchObject({ code, message: expect.stringMatching(/\w/) });
}

let server: TestServer;
let upstream: RawUpstream;
beforeAll(async () => {
  upstream = await startRawUpstream(async (reply) => {
    await reply.event({ choices: [{ index: 0, delta: { content: "Hi" }, finish_reason: "stop" }] });
    await reply.event("[DONE]");
    reply.end();
  });
  const providers = { acme: { baseUrl: upstream.baseUrl, keyVariable: null } };
  server = await startTestServer({ config: { providers } });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

it("S4: knows every method that a route file exports; only /v1 answers a preflight", async () => {
  for (const { file } of routeFiles) {
    const exported = Object.keys(await importRoute(file)).filter((name) => /^[A-Z]+$/.test(name));
    const known = [...methods, ...(file.startsWith("app/v1/") ? ["OPTIONS"] : [])];
    expect(exported, file).not.toEqual([]);
    expect(
      exported.filter((method) => !known.includes(method)),
      `${file} exports what this test does not knock at: add it to \`methods\``,
    ).toEqual([]);
  }
});

it("S4: a question that is refused at the door is not asked of a provider", async () => {
  const messages = [{ role: "user", content: "Hi" }];
  const questions = [
    ["/api/turns", () => turnWith({ lanes: [laneWith({ model: "acme/m" })] })],
    ["/v1/chat/completions", () => ({ model: "acme/m", messages, stream: true })],
  ] as const;
  const refused: [number, Record<string, string>][] = [
    [421, { host: "evil.example" }],
    [403, { origin: "https://evil.example" }],
    [403, { "sec-fetch-site": "cross-site" }],
    [415, { "content-type": "text/plain" }],
  ];
  for (const [address, ask] of questions) {
    for (const [status, headers] of refused)
      expect((await server.send("POST", address, { headers, body: ask() })).status).toBe(status);
    expect(upstream.requests).toHaveLength(0);
    const response = await server.send("POST", address, { body: ask() });
    if (address === "/api/turns") await readTurn(response);
    else await response.text();
    expect(upstream.requests).toHaveLength(1);
    upstream.requests.length = 0;
  }
});

describe.each(doors)("S4: $name", (door) => {
  it.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "",
    "a b",
  ])("does not answer to the host name %j", async (host) =>
    expectRefusal(await knock(door, { ...own, host }), 421, "host_refused"),
  );

  it.each(["localhost", "LOCALHOST:3000", "127.0.0.1:8080", "[::1]:3000"])(
    "lets a request for %s through its guard",
    async (host) => expect((await knock(door, { ...own, host })).status).not.toBe(421),
  );
});

describe.each(changing)("S4: $name", (door) => {
  it.each<Record<string, string>>([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:4000" },
    { origin: "http://localhost:3000.evil.example" },
    { origin: "file://localhost:3000" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: "http://localhost:3000" },
  ])("refuses what another site made a browser send: %o", async (headers) =>
    expectRefusal(await knock(door, { ...own, ...headers }), 403, "origin_refused"),
  );

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
  ])("takes no %s, which a form could send", async (type) =>
    expectRefusal(await knock(door, { ...own, "content-type": type }), 415, "unsupported_media_type"),
  );

  it("lets its own pages through its guard", async () => {
    const headers = { ...own, origin: "http://localhost:3000", "sec-fetch-site": "same-origin" };
    expect([403, 415, 421]).not.toContain((await knock(door, headers)).status);
  });
});

const turns = doors.find(({ name }) => name === "POST app/api/turns/route.ts");
if (turns === undefined) throw new Error("There is no door for turns.");

describe("a body", () => {
  it("that says it is too large is refused unread", async () => {
    const response = await knock(turns, { ...own, "content-length": String(maxTurnBytes + 1) });
    await expectRefusal(response, 413, "payload_too_large");
  });

  it("that does not say how large it is, is refused once too much has come", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000).fill(32));
      },
    });
    await expectRefusal(await knock(turns, own, endless), 413, "payload_too_large");
    expect(sent).toBeLessThan(maxTurnBytes + 5_000_000);
  });

  it.each(["", "{", "nonsense", "{'a':1}", "[1,]", "\u0000"])(
    "that is not JSON (%j) is refused as such",
    async (body) => expectRefusal(await knock(turns, own, body), 400, "invalid_json"),
  );

  it("that is nested too deep is refused, and brackets within text are no nesting", async () => {
    await expectRefusal(await knock(turns, own, "[".repeat(100_000)), 400, "invalid_json");
    const inText = JSON.stringify({ turnId: `${"[{".repeat(500)}\\"` });
    await expectRefusal(await knock(turns, own, inText), 400, "invalid_request");
  });

  it("with wrong fields is refused with the path of each", async () => {
    const body = {
      turnId: "x",
      chatId: "chat-0001",
      lanes: [{ laneId: "lane-0001", settings: { temperature: 9 } }],
    };
    const response = await knock(turns, own, JSON.stringify(body));
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(error.message).toContain("turnId: ");
    expect(error.message).toContain("lanes.0.settings.temperature: ");
    expect(error.details.join()).toContain("lanes.0.answerId: ");
  });

  it.each([
    "null",
    "[]",
    "1",
    '"text"',
    "true",
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
  ])("%s is refused and changes nothing", async (body) => {
    expect((await knock(turns, own, body)).status).toBe(400);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("S3: with a password", () => {
  const signIn = (password: string) => server.send("POST", "/api/session", { body: { password } });
  let locked: TestServer;
  beforeAll(async () => {
    await server.close();
    jar.clear();
    server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: "correct horse" } });
    locked = server;
  });

  it("nothing but health, readiness and signing in answers without a session", async () => {
    for (const { name, method } of doors) {
      const file = name.split(" ")[1] ?? "";
      const address = file.replace(/^app|\/route\.ts$/g, "").replaceAll(/\[\w+\]/g, "no-such-id");
      const response = await locked.send(method, address);
      const isOpen = /^(GET .*(health|ready|metrics)|POST .*(session\/|setup\/))/.test(name);
      if (isOpen) expect.soft(response.status, name).not.toBe(401);
      else await expectRefusal(response, 401, "unauthorized");
    }
  });

  it("a wrong one signs nobody in, the right one does, and signing out ends it", async () => {
    await expectRefusal(await signIn("wrong horse"), 401, "unauthorized");
    expect((await server.send("GET", "/api/chats")).status).toBe(401);
    expect((await signIn("correct horse")).status).toBe(200);
    expect((await server.send("GET", "/api/chats")).status).toBe(200);
    expect((await server.send("DELETE", "/api/session")).status).toBe(200);
    expect((await server.send("GET", "/api/chats")).status).toBe(401);
  });

  it("who guesses too often is refused, and does not learn that a guess was right", async () => {
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect((await signIn(`guess ${attempt}`)).status).toBe(401);
    await expectRefusal(await signIn("guess 11"), 429, "rate_limited");
    await expectRefusal(await signIn("correct horse"), 429, "rate_limited");
  });
});
