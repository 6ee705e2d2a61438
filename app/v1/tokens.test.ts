import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestGateway, type TestGateway } from "@/app/api/test-gateway";
import { delta, done, events, finish, usage } from "@/e2e/upstreams/ask-through-wire";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import type { CreatedToken, NewToken, TokenInfo } from "@/lib/gateway/token";

let respond: (reply: RawReply) => void | Promise<void>;
let upstream: RawUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startRawUpstream((reply) => respond(reply));
  const models = { m: { inputUsdPerMTok: 1, outputUsdPerMTok: 1_000 } };
  gateway = await startTestGateway({
    config: { providers: { acme: { baseUrl: upstream.baseUrl, keyVariable: null, models } } },
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});
beforeEach(() => {
  upstream.requests.length = 0;
  respond = (reply) => reply.end(events(delta({ content: "Hi" }), finish(), usage, done));
});

async function make(settings: Partial<NewToken> = {}): Promise<CreatedToken> {
  const response = await gateway.send("POST", "/api/tokens", { body: { name: "A program", ...settings } });
  expect(response.status).toBe(201);
  return response.json();
}
const list = async (): Promise<TokenInfo[]> => (await gateway.send("GET", "/api/tokens")).json();

function ask(token: string, body: object = {}, init: RequestInit = {}): Promise<Response> {
  return fetch(`${gateway.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ model: "acme/m", messages: [{ role: "user", content: "Hi" }], ...body }),
    ...init,
  });
}
const codeOf = async (response: Response) => (await response.json()).error.code;

describe("a gateway token", () => {
  it("is shown once, stored as a hash, and says when it was last used", async () => {
    const { token, info } = await make();
    expect(token).toMatch(/^sy_[\w-]{43}$/);
    expect(info).toMatchObject({ hint: token.slice(-4), lastUsedAt: null });
    expect((await ask(token)).status).toBe(200);
    const text = JSON.stringify(
      await (await gateway.getDb()).selectFrom("gateway_tokens").selectAll().execute(),
    );
    expect(text).not.toContain(token);
    expect(JSON.stringify(await list())).not.toContain(token);
    expect((await list()).find(({ id }) => id === info.id)?.lastUsedAt).toBeGreaterThan(0);
  });

  it("that nobody made is refused, even where no token is needed", async () => {
    const response = await ask("sy_nonsense");
    expect(response.status).toBe(401);
    expect((await response.json()).error).toMatchObject({
      type: "authentication_error",
      code: "unauthorized",
    });
    expect(upstream.requests).toHaveLength(0);
  });

  it("opens only the models it names: the others are not there", async () => {
    const one = await make({ models: ["demo/echo"] });
    const two = await make({ models: ["demo/w*"] });
    const get = (token: string, address: string) =>
      fetch(`${gateway.baseUrl}${address}`, { headers: { authorization: `Bearer ${token}` } });
    expect((await get(one.token, "/models/demo/echo")).status).toBe(200);
    expect((await get(one.token, "/models/demo/writer")).status).toBe(404);
    expect((await get(two.token, "/models/demo/echo")).status).toBe(404);
    expect((await ask(two.token, { model: "demo/echo" })).status).toBe(404);
    const listed = await (await get(two.token, "/models")).json();
    expect(listed.data.map(({ id }: { id: string }) => id)).toEqual(["demo/writer"]);
  });

  it("has its limits per minute, of requests and of tokens", async () => {
    const slow = await make({ requestsPerMinute: 2 });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await ask(slow.token)).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await ask(slow.token);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await codeOf(refused)).toBe("rate_limited");

    const short = await make({ tokensPerMinute: 10 });
    await (await ask(short.token, { stream: true })).text();
    await expect.poll(async () => (await ask(short.token)).status).toBe(429);
  });

  it("that has expired or was revoked opens nothing", async () => {
    const expired = await make({ expiresAt: Date.now() - 1 });
    expect((await ask(expired.token)).status).toBe(401);
    const { token, info } = await make();
    expect((await gateway.send("DELETE", `/api/tokens/${info.id}`)).status).toBe(200);
    expect((await ask(token)).status).toBe(401);
    expect((await gateway.send("DELETE", "/api/tokens/no-such-token-id")).status).toBe(404);
  });

  it("whose stored expiry is later than any calendar is shown with the last day there is", async () => {
    const { info } = await make();
    const db = await gateway.getDb();
    await db.updateTable("gateway_tokens").set({ expires_at: 9e15 }).where("id", "=", info.id).execute();
    const shown = (await list()).find(({ id }) => id === info.id)?.expiresAt ?? 0;
    expect(new Date(shown).toISOString()).toBe("9999-12-31T23:59:59.999Z");
  });

  it("may do from its next request on what it is changed to, and is not overwritten by another tab", async () => {
    const { token, info } = await make({ models: ["demo/echo"] });
    const edit = (body: object) => gateway.send("PATCH", `/api/tokens/${info.id}`, { body });
    expect((await ask(token)).status).toBe(404);
    const { updatedAt: basedOn } = info;
    const saved = await (await edit({ models: ["acme/*"], name: "Wider", basedOn })).json();
    expect(saved).toMatchObject({ models: ["acme/*"], name: "Wider", requestsPerMinute: null });
    expect((await ask(token)).status).toBe(200);
    const refused = await edit({ models: [], basedOn });
    expect(refused.status).toBe(409);
    expect((await refused.json()).error.details.current).toMatchObject({ models: ["acme/*"] });
    expect((await edit({ name: "" })).status).toBe(400);
    expect((await edit({ expiresAt: Date.now() - 1 })).status).toBe(200);
    expect((await ask(token)).status).toBe(401);
    await gateway.send("DELETE", `/api/tokens/${info.id}`);
    expect((await edit({ expiresAt: null })).status).toBe(409);
    expect((await ask(token)).status).toBe(401);
  });

  it("that is given a budget begins it with what it has spent this month", async () => {
    const { token, info } = await make();
    await (await ask(token)).text();
    const edit = async (usdPerMonth: number | null): Promise<TokenInfo> =>
      (await gateway.send("PATCH", `/api/tokens/${info.id}`, { body: { usdPerMonth } })).json();
    // The ledger is written a moment after the answer.
    const begin = async () => (await edit(null)) && (await edit(0.001)).spentUsd;
    await expect.poll(begin, { timeout: 10_000 }).toBeGreaterThan(0.001);
    const { spentUsd } = (await list()).find(({ id }) => id === info.id) ?? {};
    expect(spentUsd).toBeGreaterThan(0.001);
    expect(await codeOf(await ask(token))).toBe("budget_exceeded");
    await edit(null);
    expect((await ask(token)).status).toBe(200);
    expect((await edit(1_000)).spentUsd).toBeGreaterThanOrEqual(spentUsd ?? 1);
  });

  it("ends its running streams within two seconds when it is revoked, also by another instance", async () => {
    respond = async (reply) => {
      while (!reply.isClosed()) {
        await reply.event(delta({ content: "word " }));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    for (const by of ["this instance", "another"]) {
      const { token, info } = await make();
      upstream.requests.length = 0;
      const response = await ask(token, { stream: true });
      const reading = response.text();
      const revokedAt = performance.now();
      if (by === "this instance") await gateway.send("DELETE", `/api/tokens/${info.id}`);
      else {
        const db = await gateway.getDb();
        await db
          .updateTable("gateway_tokens")
          .set({ revoked_at: Date.now() })
          .where("id", "=", info.id)
          .execute();
      }
      await expect(reading).rejects.toThrow();
      await upstream.requests[0]?.closed;
      expect(performance.now() - revokedAt).toBeLessThan(2000);
    }
  });
});

describe("S11: a budget", () => {
  it("with $0.01 left takes fifty calls at once to one reservation beyond itself at most", async () => {
    const { token, info } = await make({ usdPerMonth: 0.01 });
    // 4 tokens of output at $1,000 per million: each call costs $0.004 and holds back a little more.
    const counts = { prompt_tokens: 2, completion_tokens: 4, total_tokens: 6 };
    respond = async (reply) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      reply.end(events(delta({ content: "Hi" }), finish(), { ...usage, usage: counts }, done));
    };
    const responses = await Promise.all(
      Array.from({ length: 50 }, () => ask(token, { stream: true, max_tokens: 4 })),
    );
    await Promise.all(responses.map((response) => response.text()));
    const accepted = responses.filter(({ status }) => status === 200).length;
    expect(accepted).toBe(3);
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(47);
    await gateway.readLedger();
    const db = await gateway.getDb();
    const budget = await db
      .selectFrom("budgets")
      .selectAll()
      .where("scope", "=", `token:${info.id}`)
      .executeTakeFirstOrThrow();
    expect(budget.reserved_usd).toBeCloseTo(0, 9);
    expect(budget.spent_usd).toBeCloseTo(3 * 0.004002, 9);
    expect(budget.spent_usd).toBeLessThan(0.01 + 0.0041);
    expect(budget.owner).toBe("local");
    expect((await list()).find(({ id }) => id === info.id)?.spentUsd).toBeCloseTo(budget.spent_usd, 9);
    const refused = await ask(token);
    expect(refused.status).toBe(429);
    expect((await refused.json()).error).toMatchObject({
      type: "insufficient_quota",
      code: "budget_exceeded",
    });
  });

  it("gives back what a failed call held, and keeps what one that was left may have cost", async () => {
    const { token, info } = await make({ usdPerMonth: 1 });
    const spent = async () => {
      await gateway.readLedger();
      return (await list()).find(({ id }) => id === info.id)?.spentUsd ?? Number.NaN;
    };
    respond = (reply) => {
      reply.head(500);
      reply.end("no");
    };
    expect((await ask(token, { max_tokens: 4 })).status).toBe(500);
    expect(await spent()).toBe(0);
    respond = async (reply) => {
      await reply.event(delta({ content: "12345678" }));
    };
    const leave = new AbortController();
    const response = await ask(token, { stream: true, max_tokens: 100 }, { signal: leave.signal });
    await response.body?.getReader().read();
    leave.abort();
    await expect.poll(spent).toBeCloseTo(0.002, 4);
  });

  it("refuses a model whose price is not known, rather than counting it as nothing", async () => {
    const { token } = await make({ usdPerMonth: 1 });
    const response = await ask(token, { model: "acme/unlisted" });
    expect(response.status).toBe(403);
    expect(await codeOf(response)).toBe("price_unknown");
    expect(upstream.requests).toHaveLength(0);
    expect((await ask(token, { model: "demo/echo" })).status).toBe(200);
  });
});
