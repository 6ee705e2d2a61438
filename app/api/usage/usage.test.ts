import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import type { UsageReport } from "@/lib/usage/usage-report";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const ended = { chat_id: "", turn_index: 0, outcome: "complete" as const, started_at: Date.now() };
  const rows = [
    {
      id: "billed",
      owner: "local",
      model: "acme/x",
      cost_usd: 0.25,
      cost_status: "billed",
      input_tokens: 7,
      output_tokens: 3,
    },
    {
      id: "unknown",
      owner: "local",
      model: "acme/x",
      cost_usd: null,
      cost_status: "unknown",
      input_tokens: null,
      output_tokens: null,
    },
    {
      id: "=formula",
      owner: "local",
      model: "acme/y,z",
      cost_usd: 0.5,
      cost_status: "estimated",
      input_tokens: 1,
      output_tokens: 1,
    },
    {
      id: "theirs",
      owner: "somebody-else",
      model: "acme/secret",
      cost_usd: 9,
      cost_status: "billed",
      input_tokens: 1,
      output_tokens: 1,
    },
    {
      id: "old",
      owner: "local",
      model: "acme/old",
      cost_usd: 9,
      cost_status: "billed",
      input_tokens: 1,
      output_tokens: 1,
      started_at: Date.now() - 40 * 86_400_000,
    },
  ];
  const db = await server.getDb();
  for (const row of rows) {
    const places = { lane_id: row.id, turn_id: row.id, answer_id: row.id };
    await db
      .insertInto("runs")
      .values({ ...ended, ...places, usage_source: row.input_tokens === null ? null : "reported", ...row })
      .execute();
  }
});
afterAll(() => server.close());

const read = async (query = ""): Promise<UsageReport> =>
  (await server.send("GET", `/api/usage${query}`)).json();

describe("the usage", () => {
  it("is the caller's own, of the period, with money apart by where its figure comes from", async () => {
    const { groups, days } = await read();
    expect(days).toBe(30);
    expect(new Set(groups.map(({ model }) => model))).toEqual(new Set(["acme/x", "acme/y,z"]));
    const usdOf = (status: string) => groups.find(({ costStatus }) => costStatus === status)?.usd;
    expect([usdOf("billed"), usdOf("estimated")]).toEqual([0.25, 0.5]);
    expect((await read("?days=90")).groups.map(({ model }) => model)).toContain("acme/old");
    expect((await read("?days=12")).days).toBe(30);
  });

  it("is read day by day: what streams meanwhile has its turn between any two", async () => {
    let turns = 0;
    let next = setImmediate(function count() {
      turns += 1;
      next = setImmediate(count);
    });
    const { groups, failures } = await read("?days=90");
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(90);
    expect(groups.map(({ model }) => model)).toContain("acme/old");
    expect(failures).toEqual([]);
  });

  it("has what failed on several days as one row, the most frequent first", async () => {
    const db = await server.getDb();
    const fail = (id: string, { model, daysAgo }: { model: string; daysAgo: number }) => ({
      ...{ id, chat_id: "", lane_id: id, turn_id: id, turn_index: 0, answer_id: id, owner: "failing", model },
      ...{ outcome: "failed" as const, error_code: "rate_limited", cost_status: "unknown" },
      started_at: Date.now() - daysAgo * 86_400_000,
    });
    const rows = [
      fail("f1", { model: "acme/b", daysAgo: 0 }),
      fail("f2", { model: "acme/a", daysAgo: 0 }),
      fail("f3", { model: "acme/a", daysAgo: 3 }),
      fail("f4", { model: "acme/a", daysAgo: 40 }),
    ];
    await db.insertInto("runs").values(rows).execute();
    const { readUsage } = await import("@/lib/server/runs/read-usage");
    expect((await readUsage("failing", 30)).failures).toEqual([
      { model: "acme/a", errorCode: "rate_limited", runs: 2 },
      { model: "acme/b", errorCode: "rate_limited", runs: 1 },
    ]);
  });

  it("has a chat's runs as soon as they end, as reported by their provider", async () => {
    await readTurn(await server.send("POST", "/api/turns", { body: turnWith() }));
    const { groups, latencies } = await read();
    expect(groups.find(({ model }) => model === "demo/echo")).toMatchObject({
      source: "chat",
      runs: 1,
      usageSource: "reported",
      costStatus: "simulated",
      outputTokens: expect.any(Number),
    });
    expect(latencies.find(({ model }) => model === "demo/echo")?.firstTokenP50Ms).toBeGreaterThan(0);
  });

  it("knows no first token of a reply that was not streamed", async () => {
    const body = turnWith({ lanes: [laneWith({ model: "demo/json", settings: { stream: false } })] });
    await readTurn(await server.send("POST", "/api/turns", { body }));
    const latency = (await read()).latencies.find(({ model }) => model === "demo/json");
    expect(latency).toMatchObject({ runs: 1, firstTokenP50Ms: null, durationP50Ms: expect.any(Number) });
  });

  it("knows of a run that was stopped in the middle that something came of it", async () => {
    const db = await server.getDb();
    const place = {
      lane_id: "stopped",
      turn_id: "stopped",
      turn_index: 0,
      answer_id: "stopped",
      chat_id: "",
    };
    const stopped = { ...place, id: "stopped", owner: "local", model: "acme/z", started_at: Date.now() };
    const ended = { outcome: "stopped", cost_status: "unknown", first_token_ms: 12 } as const;
    await db
      .insertInto("runs")
      .values({ ...stopped, ...ended })
      .execute();
    const { groups } = await read();
    expect(groups.find(({ model }) => model === "acme/z")).toMatchObject({ began: true, usageSource: null });
    expect(groups.find(({ model }) => model === "acme/x")).toMatchObject({ began: false });
    await db.deleteFrom("runs").where("id", "=", "stopped").execute();
  });

  it("leaves as CSV: unknown is empty, and no cell is a formula", async () => {
    const response = await server.send("GET", "/api/usage/csv");
    expect(response.headers.get("content-disposition")).toContain("switchyard-usage-30-days.csv");
    const lines = (await response.text()).trim().split("\r\n");
    expect(lines[0]).toContain("cost_usd,cost_status");
    expect(lines.find((line) => line.startsWith("unknown,"))).toMatch(/,,unknown,,$/);
    expect(lines.find((line) => line.includes("formula"))).toMatch(/^'=formula,.*"acme\/y,z"/);
    expect(lines.join()).not.toContain("secret");
  });
});
