import { afterEach, expect, it, vi } from "vitest";
import { startTestServer, type TestServer } from "@/app/api/test-server";

let server: TestServer;
afterEach(async () => {
  vi.doUnmock("@/lib/server/providers/pass-to-provider");
  await server.close();
});

it("a request that cannot even be written ends as a failed run: nobody keeps it alive, and its budget has it back", async () => {
  const prices = { inputUsdPerMTok: 1, outputUsdPerMTok: 1 };
  const acme = { baseUrl: "https://a.example/v1", keyVariable: null, models: { m: prices } };
  server = await startTestServer({
    settings: { SWITCHYARD_BUDGET_USD_PER_MONTH: "5" },
    config: { providers: { acme } },
  });
  const passToProvider = vi.fn().mockRejectedValue(new TypeError("No such header."));
  vi.doMock("@/lib/server/providers/pass-to-provider", () => ({ passToProvider }));
  const body = { model: "acme/m", messages: [{ role: "user", content: "Hi" }] };
  const response = await server.send("POST", "/v1/chat/completions", { body });
  expect(response.status).toBe(500);
  const { countGatewayRuns } = await import("./live-runs");
  const { countRuns } = await import("@/lib/server/runs/run-slots");
  expect([countGatewayRuns(), countRuns()]).toEqual([0, 0]);
  const { flushLedger } = await import("./ledger");
  await flushLedger();
  const db = await server.getDb();
  const run = await db.selectFrom("runs").selectAll().executeTakeFirstOrThrow();
  expect(run).toMatchObject({
    outcome: "failed",
    error_code: "internal",
    cost_usd: null,
    reserved_usd: null,
  });
  const budget = await db.selectFrom("budgets").selectAll().executeTakeFirstOrThrow();
  expect(budget).toMatchObject({ spent_usd: 0, reserved_usd: 0 });
});
