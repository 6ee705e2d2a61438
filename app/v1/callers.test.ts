import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTestGateway, type TestGateway } from "@/app/api/test-gateway";
import { importRoute, readTurn, routeFiles, turnWith } from "@/app/api/test-server";

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

let gateway: TestGateway;
const tokens: string[] = [];
let chatId = "";
let runId = "";
let tokenId = "";
let turnId = "";

beforeAll(async () => {
  gateway = await startTestGateway({ settings: { SWITCHYARD_PASSWORD: "correct horse" } });
  await gateway.send("POST", "/api/session", { body: { password: "correct horse" } });
  for (const models of [["demo/echo"], ["demo/writer"]]) {
    const made = await (await gateway.send("POST", "/api/tokens", { body: { name: "P", models } })).json();
    tokens.push(made.token);
    tokenId = made.info.id;
  }
  const turn = turnWith();
  await readTurn(await gateway.send("POST", "/api/turns", { body: turn }));
  const db = await gateway.getDb();
  runId = (await db.selectFrom("runs").select("id").executeTakeFirstOrThrow()).id;
  ({ chatId, turnId } = turn);
});
afterAll(() => gateway.close());

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

const doorsOfApi = (
  await Promise.all(
    routeFiles
      .filter(({ file }) => file.startsWith("app/api/"))
      .map(async ({ file }) =>
        Object.keys(await importRoute(file))
          .filter((method) => /^(GET|POST|PATCH|DELETE)$/.test(method))
          .map((method) => ({ file, method: method as "GET" | "POST" | "PATCH" | "DELETE" })),
      ),
  )
).flat();
const isOpen = ({ file, method }: { file: string; method: string }) =>
  /(health|ready|metrics)\/route/.test(file) || (method === "POST" && /(session|setup)\/route/.test(file));

describe("S5: a browser session and two gateway tokens as the callers", () => {
  it.each(doorsOfApi.filter((door) => !isOpen(door)))(
    "a token does not open $method $file, whosever id is asked for",
    async ({ file, method }) => {
      const ids: Record<string, string> = { chatId, runId, tokenId, turnId, laneId: runId };
      const address = file
        .replace(/^app|\/route\.ts$/g, "")
        .replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "no-such-id");
      for (const token of tokens) {
        const response = await asProgram(() =>
          gateway.send(method, address, { headers: { authorization: `Bearer ${token}` } }),
        );
        expect(response.status).toBe(401);
      }
    },
  );

  it("a model of the other token is not there for it, and each may use its own", async () => {
    const ask = (token: string | undefined, model: string) =>
      asProgram(() =>
        gateway.send("POST", "/v1/chat/completions", {
          headers: { authorization: `Bearer ${token}` },
          body: { model, messages: [{ role: "user", content: "Hi" }] },
        }),
      );
    expect((await ask(tokens[0], "demo/writer")).status).toBe(404);
    expect((await ask(tokens[1], "demo/echo")).status).toBe(404);
    expect((await ask(tokens[0], "demo/echo")).status).toBe(200);
  });

  it("the session may use /v1 too, and nobody may without either", async () => {
    expect((await gateway.send("GET", "/v1/models")).status).toBe(200);
    const refused = await asProgram(() => gateway.send("GET", "/v1/models"));
    expect(refused.status).toBe(401);
    expect((await refused.json()).error.message).toContain("Settings");
    const other = { headers: { authorization: "Bearer something-else" } };
    expect((await asProgram(() => gateway.send("GET", "/v1/models", other))).status).toBe(401);
  });

  it("what a token's programs ran stands in its owner's ledger, under the token", async () => {
    const rows = await gateway.readLedger();
    expect(rows.map(({ owner, source }) => [owner, source])).toEqual([
      ["local", null],
      ["local", "gateway"],
    ]);
    expect(rows[1]?.token_id).toMatch(/^\w{20}$/);
  });
});
