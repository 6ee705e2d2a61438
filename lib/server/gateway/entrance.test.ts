import { once } from "node:events";
import { Agent, createServer, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";

vi.stubEnv("SWITCHYARD_MAX_RUNS", "3");
vi.stubEnv("SWITCHYARD_MAX_RUNS_PER_CALLER", "3");

/** Answered without Next, and by it. */
const reached: ServerResponse[] = [];
const reachedNext: ServerResponse[] = [];
const server = createServer((_, response) => reachedNext.push(response));
const agent = new Agent({ maxSockets: 100 });
let port = 0;

beforeAll(async () => {
  const { noteConnections } = await import("@/lib/server/access/connections");
  const { keepEntrance } = await import("./entrance");
  noteConnections();
  keepEntrance(async (_, response) => void reached.push(response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  for (const response of [...reached.splice(0), ...reachedNext.splice(0)]) response.end();
  await vi.waitFor(async () => expect(await countHeld()).toBe(0));
});

async function countHeld(): Promise<number> {
  return (await import("@/lib/server/runs/run-slots")).countRuns();
}

function ask({ path = "/v1/chat/completions", headers = {} } = {}) {
  const call = send({ port, host: "127.0.0.1", path, method: "POST", agent, headers });
  const answer = new Promise<{ status: number; headers: object; text: string }>((resolve, reject) => {
    call.on("error", reject).on("response", async (response) => {
      let text = "";
      for await (const chunk of response.setEncoding("utf8")) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
  });
  answer.catch(() => {});
  call.end("{}");
  return { call, answer };
}

it("lets in as many as there is room for, and refuses the others before anybody has read them", async () => {
  const asked = Array.from({ length: 20 }, () => ask());
  const refused = await Promise.all(asked.slice(3).map(({ answer }) => answer));
  for (const { status, headers, text } of refused) {
    expect(status).toBe(503);
    expect(headers).toMatchObject({
      "retry-after": "1",
      "content-type": "application/json",
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(JSON.parse(text).error).toMatchObject({ type: "server_error", code: "overloaded", param: null });
  }
  await vi.waitFor(() => expect(reached).toHaveLength(3));
});

it("gives the place of an answered request, and of a client that left, to the next one", async () => {
  const [first, second] = [ask(), ask(), ask()];
  await vi.waitFor(() => expect(reached).toHaveLength(3));
  second?.call.destroy();
  reached[0]?.end("answered");
  expect((await first?.answer)?.text).toBe("answered");
  await vi.waitFor(async () => expect(await countHeld()).toBe(1));
  ask();
  await vi.waitFor(() => expect(reached).toHaveLength(4));
});

it("holds no place for long for a request that does not become a run", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  try {
    ask();
    await vi.waitUntil(() => reached.length === 1);
    expect(await countHeld()).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(await countHeld()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it("refuses what leads nowhere by itself, in OpenAI's form", async () => {
  const { status, headers, text } = await ask({ path: "/v1/responses" }).answer;
  expect([status, headers]).toMatchObject([404, { "content-type": "application/json" }]);
  expect(JSON.parse(text).error).toMatchObject({ type: "not_found_error", code: "not_found", param: null });
  expect(reachedNext).toHaveLength(0);
});

it("leaves other addresses, and what the door refuses for its host or its origin, to Next", async () => {
  for (let index = 0; index < 3; index += 1) ask();
  await vi.waitFor(() => expect(reached).toHaveLength(3));
  ask({ path: "/api/turns" });
  ask({ headers: { host: "evil.example" } });
  ask({ headers: { origin: "https://evil.example" } });
  await vi.waitFor(() => expect(reachedNext).toHaveLength(3));
  expect(reached).toHaveLength(3);
});
