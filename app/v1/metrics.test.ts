import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestGateway, type TestGateway } from "@/app/api/test-gateway";
import { readTurn, turnWith } from "@/app/api/test-server";

let gateway: TestGateway;
const token = "metrics-token-of-the-test";

beforeAll(async () => {
  gateway = await startTestGateway({ settings: { SWITCHYARD_METRICS_TOKEN: token } });
});
afterAll(() => gateway.close());

const read = (authorization?: string) =>
  gateway.send("GET", "/api/metrics", authorization === undefined ? {} : { headers: { authorization } });

it("metrics are for who has their token", async () => {
  expect((await read()).status).toBe(401);
  expect((await read("Bearer wrong")).status).toBe(401);
  expect((await read(`Bearer ${token}`)).headers.get("content-type")).toContain("text/plain");
});

it("metrics count runs of chats and of programs, and refusals", async () => {
  await readTurn(await gateway.send("POST", "/api/turns", { body: turnWith() }));
  const ask = (model: string) =>
    gateway.send("POST", "/v1/chat/completions", {
      body: { model, messages: [{ role: "user", content: "Hi" }] },
    });
  expect((await ask("demo/echo")).status).toBe(200);
  expect((await ask("nobody/x")).status).toBe(404);
  const text = await (await read(`Bearer ${token}`)).text();
  expect(text).toContain('switchyard_runs_total{source="chat",provider="demo",outcome="complete"} 1');
  expect(text).toContain('switchyard_runs_total{source="gateway",provider="demo",outcome="complete"} 1');
  expect(text).toContain('switchyard_refused_total{code="unknown_provider"} 1');
  expect(text).toContain('switchyard_runs_in_progress{source="gateway"} 0');
  // The one reply of the gateway came whole.
  expect(text).toMatch(/switchyard_first_token_seconds_count\{source="chat",provider="demo"\} 1/);
  expect(text).not.toContain('switchyard_first_token_seconds_count{source="gateway"');
});
