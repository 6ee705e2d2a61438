import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isOnPostgres, startTestServer, type TestServer } from "@/app/api/test-server";

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

let server: TestServer;
afterEach(async () => {
  jar.clear();
  await server.close();
});

const password = "correct horse";
const from = (address: string) => ({ "x-switchyard-peer": address, "user-agent": `Browser of ${address}` });
const signIn = (attempt = password, address = "203.0.113.7") =>
  server.send("POST", "/api/session", { body: { password: attempt }, headers: from(address) });
const chats = async () => (await server.send("GET", "/api/chats")).status;

/** Does `work` with the cookies of another browser, which are kept under its name. */
const browsers = new Map<string, [string, string][]>();
async function as<T>(name: string, work: () => Promise<T>): Promise<T> {
  jar.clear();
  for (const [key, value] of browsers.get(name) ?? []) jar.set(key, value);
  const result = await work();
  browsers.set(name, [...jar]);
  return result;
}

describe("attempts to sign in", () => {
  it("are counted per address: a guesser locks out himself, not everybody", async () => {
    server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: password } });
    for (let guess = 0; guess < 10; guess += 1) expect((await signIn(`guess ${guess}`)).status).toBe(401);
    const refused = await signIn();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(200);
    expect((await signIn(password, "203.0.113.8")).status).toBe(200);
  });

  it("from one IPv6 network count together, and many addresses together have a bound too", async () => {
    server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: password } });
    for (let guess = 0; guess < 10; guess += 1) await signIn("no", `2001:db8:1:2::${guess}`);
    expect((await signIn(password, "2001:db8:1:2::99")).status).toBe(429);
    const db = await server.getDb();
    await db.updateTable("counters").set({ count: 300 }).where("name", "=", "sign-in").execute();
    expect((await signIn(password, "203.0.113.9")).status).toBe(429);
  });
});

describe("sessions", () => {
  it("are listed, and each can be ended from another browser", async () => {
    server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: password } });
    await as("laptop", () => signIn(password, "203.0.113.1"));
    await as("phone", () => signIn(password, "203.0.113.2"));
    const sessions = await as("laptop", async () => (await server.send("GET", "/api/sessions")).json());
    expect(sessions).toHaveLength(2);
    const phone = sessions.find(({ isOwn }: { isOwn: boolean }) => !isOwn);
    expect(phone.browser).toBe("Browser of 203.0.113.2");
    await as("laptop", () => server.send("DELETE", `/api/sessions/${phone.id}`));
    expect(await as("phone", chats)).toBe(401);
    expect(await as("laptop", chats)).toBe(200);
    expect((await as("laptop", () => server.send("DELETE", "/api/sessions/nobodys-session"))).status).toBe(
      404,
    );
  });

  it("can be ended everywhere at once, and a copied cookie ends with its session", async () => {
    server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: password } });
    await as("laptop", () => signIn(password, "203.0.113.1"));
    await as("phone", () => signIn(password, "203.0.113.2"));
    browsers.set("thief", browsers.get("phone") ?? []);
    expect(await as("thief", chats)).toBe(200);
    await as("phone", () => server.send("DELETE", "/api/session"));
    expect(await as("thief", chats)).toBe(401);
    await as("laptop", () => server.send("DELETE", "/api/sessions"));
    expect(await as("laptop", chats)).toBe(401);
  });

  it("of somebody else are not there", async () => {
    server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: password } });
    await signIn();
    await server.send("POST", "/api/tokens", { body: { name: "Mine" } });
    const db = await server.getDb();
    const other = { id: "somebody-elses-id", owner: "somebody-else" };
    const now = Date.now();
    await db
      .insertInto("sessions")
      .values({ ...other, browser: "x", created_at: now, last_seen_at: now })
      .execute();
    await db
      .insertInto("gateway_tokens")
      .values({ ...other, name: "Theirs", hash: "h", hint: "h", models_json: "[]", created_at: now })
      .execute();
    for (const address of ["/api/sessions", "/api/tokens"]) {
      expect((await server.send("DELETE", `${address}/${other.id}`)).status).toBe(404);
      expect(await (await server.send("GET", address)).text()).not.toContain(other.id);
    }
    expect(await (await server.send("GET", "/api/usage")).text()).not.toContain("Theirs");
  });
});

// What PostgreSQL keeps has no file, and it cannot be made to refuse with one statement.
describe.skipIf(isOnPostgres)("a disk that is full", () => {
  it("keeps nobody from their chats: when they were last seen is noted later", async () => {
    server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: password } });
    await signIn();
    const { token } = await (
      await server.send("POST", "/api/tokens", { body: { name: "A program" } })
    ).json();
    const db = await server.getDb();
    await db.updateTable("sessions").set({ last_seen_at: 1 }).execute();
    await sql`pragma query_only = 1`.execute(db);
    expect(await chats()).toBe(200);
    const asked = await server.send("GET", "/v1/models", { headers: { authorization: `Bearer ${token}` } });
    expect(asked.status).toBe(200);
    await sql`pragma query_only = 0`.execute(db);
    expect(await chats()).toBe(200);
    const seen = await db.selectFrom("sessions").select("last_seen_at").executeTakeFirstOrThrow();
    expect(seen.last_seen_at).toBeGreaterThan(1);
  });

  it("may have left an empty secret: it is made again", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "switchyard-"));
    const file = path.join(folder, "session-secret");
    writeFileSync(file, "");
    server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: password }, folder });
    expect((await signIn()).status).toBe(200);
    expect(await chats()).toBe(200);
    expect(readFileSync(file, "utf8")).toMatch(/^[0-9a-f]{64}$/);
  });
});

it("a database that was away for a moment is asked again for what seals the cookies", async () => {
  server = await startTestServer({ settings: { SWITCHYARD_PASSWORD: password } });
  vi.doMock("@/lib/server/db/database-kind", () => ({ getDatabaseKind: () => "postgres" }));
  const getServerSecret = vi
    .fn()
    .mockRejectedValueOnce(Object.assign(new Error("gone"), { code: "ECONNREFUSED" }))
    .mockResolvedValue("s".repeat(64));
  vi.doMock("@/lib/server/db/server-secret", () => ({ getServerSecret }));
  const { getSealingSecret } = await import("@/lib/server/access/sealing-secret");
  await expect(getSealingSecret()).rejects.toThrow("gone");
  expect(await getSealingSecret()).toBe("s".repeat(64));
  vi.doUnmock("@/lib/server/db/database-kind");
  vi.doUnmock("@/lib/server/db/server-secret");
});

describe("a server that was started to be set up in the browser", () => {
  const setup = (token: string, chosen = "a new password") =>
    server.send("POST", "/api/setup", { body: { token, password: chosen }, headers: from("203.0.113.3") });

  it("is closed until the one-time token of its log has chosen a password", async () => {
    server = await startTestServer({ settings: { SWITCHYARD_SETUP: "on" } });
    const { getSetupToken } = await import("@/lib/server/access/password");
    const token = await getSetupToken();
    expect(await chats()).toBe(401);
    expect((await signIn("")).status).toBe(400);
    expect((await signIn("undefined")).status).toBe(401);
    expect((await setup("a guess")).status).toBe(401);
    expect((await setup(token, "short")).status).toBe(400);
    expect((await setup(token)).status).toBe(201);
    expect(await chats()).toBe(200);
    expect((await setup(token, "another one")).status).toBe(401);
    jar.clear();
    expect(await chats()).toBe(401);
    expect((await signIn("a new password")).status).toBe(200);
    const stored = JSON.stringify(
      await (await server.getDb()).selectFrom("server_secrets").selectAll().execute(),
    );
    expect(stored).not.toContain("a new password");
    expect(stored).not.toContain(token);
  });

  it("takes the token that all instances print, and one of two who use it at once", async () => {
    server = await startTestServer({ settings: { SWITCHYARD_SETUP: "on" } });
    const { getSetupToken } = await import("@/lib/server/access/password");
    const [token, ofAnother] = await Promise.all([getSetupToken(), getSetupToken()]);
    expect(ofAnother).toBe(token);
    const statuses = (await Promise.all([setup(token), setup(token, "the other one")])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([201, 401]);
  });
});
