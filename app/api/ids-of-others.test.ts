import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  importRoute,
  laneWith,
  readTurn,
  routeFiles,
  startTestServer,
  type TestServer,
  turnWith,
} from "@/app/api/test-server";
import { createId } from "@/lib/id";

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

const secret = "Nobody else's business";
const first = laneWith({ text: secret });
const turn = turnWith({ lanes: [first, laneWith({ text: secret })] });
const temporaryId = `temp-${createId()}`;
const ids = {
  run: "",
  attachment: "",
  session: createId(),
  token: "",
  refusal: createId(),
  preset: createId(),
  prompt: createId(),
};
const chat = `/api/chats/${turn.chatId}`;

type Method = "GET" | "POST" | "PATCH" | "DELETE";
type Ask = { address: () => string; body?: object };

/** Every route that takes an id, with requests for what is another's: for a new route add them here. */
const asks: Record<string, Ask[]> = {
  "GET app/api/attachments/[attachmentId]/route.ts": [
    { address: () => `/api/attachments/${ids.attachment}` },
  ],
  "GET app/api/chats/[chatId]/route.ts": [{ address: () => chat }],
  "GET app/api/chats/[chatId]/export/route.ts": [
    { address: () => `${chat}/export` },
    { address: () => `${chat}/export?format=markdown` },
  ],
  "GET app/api/turns/[turnId]/events/route.ts": [{ address: () => `/api/turns/${turn.turnId}/events` }],
  "GET app/api/turns/[turnId]/exchanges/route.ts": [{ address: () => `/api/turns/${turn.turnId}/exchanges` }],
  "PATCH app/api/chats/[chatId]/lanes/[laneId]/route.ts": [
    { address: () => `${chat}/lanes/${first.laneId}`, body: { leafId: null } },
    { address: () => `${chat}/lanes/${first.laneId}`, body: { leafId: first.answerId } },
  ],
  "POST app/api/chats/[chatId]/lanes/route.ts": [
    { address: () => `${chat}/lanes`, body: { from: first.laneId, laneId: createId() } },
  ],
  "POST app/api/chats/[chatId]/continue/route.ts": [
    { address: () => `${chat}/continue`, body: { laneId: first.laneId, messageId: first.answerId } },
  ],
  "POST app/api/chats/[chatId]/fork/route.ts": [
    { address: () => `${chat}/fork`, body: { messageId: first.answerId } },
  ],
  "POST app/api/chats/[chatId]/messages/route.ts": [
    {
      address: () => `${chat}/messages`,
      body: {
        lanes: [
          {
            laneId: first.laneId,
            model: "demo/echo",
            settings: {},
            parentId: first.answerId,
            message: { id: createId(), role: "user", text: "Mine now" },
          },
        ],
      },
    },
  ],
  "POST app/api/chats/[chatId]/messages/[messageId]/versions/route.ts": [
    {
      address: () => `${chat}/messages/${first.answerId}/versions`,
      body: { id: createId(), text: "Mine now" },
    },
  ],
  "POST app/api/chats/[chatId]/keep/route.ts": [{ address: () => `/api/chats/${temporaryId}/keep` }],
  "POST app/api/runs/[runId]/decisions/route.ts": [
    { address: () => `/api/runs/${ids.run}/decisions`, body: { kind: "run", toolCallId: "call-1" } },
  ],
  "POST app/api/runs/[runId]/refusal/route.ts": [{ address: () => `/api/runs/${ids.run}/refusal` }],
  "PATCH app/api/presets/[presetId]/route.ts": [
    { address: () => `/api/presets/${ids.preset}`, body: { isDefault: true } },
    { address: () => `/api/presets/${ids.preset}`, body: { deleted: true } },
  ],
  "PATCH app/api/prompts/[promptId]/route.ts": [
    { address: () => `/api/prompts/${ids.prompt}`, body: { title: "Mine now" } },
  ],
  "DELETE app/api/refusals/[refusalId]/route.ts": [{ address: () => `/api/refusals/${ids.refusal}` }],
  "POST app/api/runs/[runId]/stop/route.ts": [{ address: () => `/api/runs/${ids.run}/stop` }],
  "PATCH app/api/chats/[chatId]/route.ts": [
    { address: () => chat, body: { title: "Mine now" } },
    { address: () => chat, body: { deleted: true } },
  ],
  "DELETE app/api/sessions/[sessionId]/route.ts": [{ address: () => `/api/sessions/${ids.session}` }],
  "PATCH app/api/tokens/[tokenId]/route.ts": [
    { address: () => `/api/tokens/${ids.token}`, body: { usdPerMonth: 1 } },
  ],
  "DELETE app/api/tokens/[tokenId]/route.ts": [{ address: () => `/api/tokens/${ids.token}` }],
};
/** What belongs to one token and not to the other: asked for by both, see below. */
const ofTokens = ["GET app/v1/models/[...ref]/route.ts"];

/** A preflight is answered before anybody has said who they are, for all addresses alike. */
const takingIds = (
  await Promise.all(
    routeFiles
      .filter(({ file }) => file.includes("["))
      .map(async ({ file }) =>
        Object.keys(await importRoute(file))
          .filter((method) => /^[A-Z]+$/.test(method) && method !== "OPTIONS")
          .map((method) => `${method} ${file}`),
      ),
  )
).flat();
const rows = Object.entries(asks).flatMap(([name, each]) =>
  each.map((ask) => ({ ...ask, name, method: name.split(" ")[0] as Method })),
);

let server: TestServer;
const tokens: string[] = [];

async function giveAll(owner: string): Promise<void> {
  const { getMemoryDb } = await import("@/lib/server/db/get-db");
  for (const db of [await server.getDb(), await getMemoryDb()]) {
    for (const table of ["chats", "lanes", "messages", "runs", "attachments"] as const)
      await db.updateTable(table).set({ owner }).execute();
  }
  const db = await server.getDb();
  await db.updateTable("sessions").set({ owner }).where("id", "=", ids.session).execute();
  await db.updateTable("gateway_tokens").set({ owner }).where("id", "=", ids.token).execute();
  for (const table of ["refusals", "presets", "prompts"] as const)
    await db.updateTable(table).set({ owner }).execute();
}

async function readAll(): Promise<string[][]> {
  const { getMemoryDb } = await import("@/lib/server/db/get-db");
  const tables = [
    "chats",
    "lanes",
    "messages",
    "runs",
    "attachments",
    "tool_decisions",
    "refusals",
    "presets",
    "prompts",
  ] as const;
  const all: object[][] = [];
  for (const db of [await server.getDb(), await getMemoryDb()]) {
    for (const table of tables) all.push(await db.selectFrom(table).selectAll().execute());
    for (const table of ["sessions", "gateway_tokens"] as const)
      all.push(await db.selectFrom(table).select(["id", "owner", "revoked_at"]).execute());
  }
  return all.map((found) => found.map((row) => JSON.stringify(row)).sort());
}

beforeAll(async () => {
  server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: "correct horse" } });
  await server.send("POST", "/api/session", { body: { password: "correct horse" } });
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  const temporary = turnWith({ turnId: `temp-${createId()}`, chatId: temporaryId });
  await readTurn(await server.send("POST", "/api/turns", { body: temporary }));
  const file = await server.send("POST", `/api/attachments?name=${encodeURIComponent("a.txt")}`, {
    headers: { "content-type": "application/octet-stream" },
    body: secret,
  });
  ids.attachment = (await file.json()).id;
  for (const models of [["demo/echo"], ["demo/writer"], []]) {
    const made = await (await server.send("POST", "/api/tokens", { body: { name: "P", models } })).json();
    tokens.push(made.token);
    ids.token = made.info.id;
  }
  tokens.pop();
  const db = await server.getDb();
  ids.run = (await db.selectFrom("runs").select("id").executeTakeFirstOrThrow()).id;
  const now = Date.now();
  const session = { id: ids.session, owner: "somebody-else", browser: "Theirs" };
  await db
    .insertInto("sessions")
    .values({ ...session, created_at: now, last_seen_at: now })
    .execute();
  await db
    .insertInto("refusals")
    .values({
      id: ids.refusal,
      owner: "somebody-else",
      model: "demo/echo",
      model_key: "demo/echo",
      field: "temperature",
      words: secret,
      refused_at: now,
    })
    .execute();
  const preset = { id: ids.preset, name: "Theirs", model: null, settings: { instructions: secret } };
  await server.send("POST", "/api/presets", { body: preset });
  const prompt = { id: ids.prompt, title: "Theirs", kind: "user", text: secret };
  await server.send("POST", "/api/prompts", { body: prompt });
  await giveAll("somebody-else");
});
afterAll(() => server.close());

/** Without the browser's cookie. */
async function asProgram<T>(work: () => Promise<T>): Promise<T> {
  const kept = [...jar];
  jar.clear();
  try {
    return await work();
  } finally {
    for (const [name, value] of kept) jar.set(name, value);
  }
}

describe("S5: what belongs to somebody else", () => {
  it("is asked for through every route that takes an id", () => {
    const missing = takingIds.filter((name) => asks[name] === undefined && !ofTokens.includes(name));
    expect(missing, "Routes that take an id: add a request for another's to `asks`").toEqual([]);
    const gone = [...Object.keys(asks), ...ofTokens].filter((name) => !takingIds.includes(name));
    expect(gone, "Routes that are no more: take them out of `asks`").toEqual([]);
  });

  it.each(rows)("is not there for a browser's session: $name $body", async ({ method, address, body }) => {
    const before = await readAll();
    const response = await server.send(method, address(), { body });
    expect(response.status).toBe(404);
    const text = await response.text();
    expect(JSON.parse(text).error.code).toBe("not_found");
    expect(text).not.toContain("business");
    expect(await readAll()).toEqual(before);
  });

  it.each(rows)("no gateway token opens $name $body", async ({ method, address, body }) => {
    const before = await readAll();
    for (const token of tokens) {
      const headers = { authorization: `Bearer ${token}` };
      const response = await asProgram(() => server.send(method, address(), { body, headers }));
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain("business");
    }
    expect(await readAll()).toEqual(before);
  });

  it("a model that only the other token may use is not there", async () => {
    const read = (token: string | undefined, ref: string) =>
      asProgram(() =>
        server.send("GET", `/v1/models/${ref}`, { headers: { authorization: `Bearer ${token}` } }),
      );
    expect((await read(tokens[0], "demo/echo")).status).toBe(200);
    expect((await read(tokens[1], "demo/writer")).status).toBe(200);
    const refused = [await read(tokens[0], "demo/writer"), await read(tokens[1], "demo/echo")];
    expect(refused.map(({ status }) => status)).toEqual([404, 404]);
  });

  it("is there for its owner: the same requests find it", async () => {
    await giveAll("local");
    for (const { name, method, address, body } of rows) {
      const response = await server.send(method, address(), { body });
      expect.soft([200, 409], `${name}: ${response.status}`).toContain(response.status);
      await response.body?.cancel();
    }
  });
});
