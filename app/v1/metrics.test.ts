import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestGateway, type TestGateway } from "@/app/api/test-gateway";
import { laneWith, readTurn, turnWith } from "@/app/api/test-server";
import { delta, done, events, finish } from "@/e2e/upstreams/ask-through-wire";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { sumGroups } from "@/lib/usage/summarise";

let gateway: TestGateway;
let upstream: RawUpstream;
/** What the upstream answers, one after the other. */
let answers: ((reply: RawReply) => void)[] = [];
const token = "metrics-token-of-the-test";

beforeAll(async () => {
  upstream = await startRawUpstream((reply) => answers.shift()?.(reply));
  gateway = await startTestGateway({
    settings: { SWITCHYARD_METRICS_TOKEN: token },
    config: { providers: { acme: { baseUrl: upstream.baseUrl, keyVariable: null, models: { m: {} } } } },
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

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

it("metrics and the page of usage count the same runs as of unknown cost: not those that used nothing", async () => {
  const refuse = (reply: RawReply) => {
    reply.head(500);
    reply.end("no");
  };
  answers = [(reply) => reply.end(events(delta({ content: "Hi" }), finish(), done)), refuse, refuse];
  for (const _ of answers.slice(1))
    await readTurn(
      await gateway.send("POST", "/api/turns", {
        body: turnWith({ lanes: [laneWith({ model: "acme/m" })] }),
      }),
    );
  await gateway.send("POST", "/v1/chat/completions", {
    body: { model: "acme/m", messages: [{ role: "user", content: "Hi" }] },
  });
  await gateway.readLedger();
  const text = await (await read(`Bearer ${token}`)).text();
  const counted = [...text.matchAll(/^switchyard_runs_of_unknown_cost_total\{.*\} (\d+)$/gm)];
  const report = await (await gateway.send("GET", "/api/usage?days=7")).json();
  expect(sumGroups(report.groups)).toMatchObject({ unpricedRuns: 1, failed: 2 });
  expect(counted.map(([, count]) => Number(count))).toEqual([1]);
});
