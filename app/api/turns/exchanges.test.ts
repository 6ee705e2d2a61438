import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import type { TurnExchanges } from "@/lib/runs/shown-exchange";

const key = "sk-canary-0123456789";
let upstream: Server;
let server: TestServer;

beforeAll(async () => {
  upstream = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "text/event-stream", "x-request-id": "req-1", "x-echo": key });
    response.write(`data: {"choices":[{"index":0,"delta":{"content":"Your key is ${key}."}}]}\n\n`);
    response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const { port } = upstream.address() as AddressInfo;
  server = await startTestServer({
    settings: { LLAMA_API_KEY: key, LLAMA_BASE_URL: `http://127.0.0.1:${port}/v1` },
  });
});
afterAll(async () => {
  await server.close();
  upstream.close();
});

async function readExchanges(turnId: string): Promise<TurnExchanges> {
  return (await server.send("GET", `/api/turns/${turnId}/exchanges`)).json();
}

describe("what a turn really sent", () => {
  it("can be read by lane: the body, the headers, the response as it came; no key in any of it", async () => {
    const lanes = [
      laneWith({ model: "llama/llama-3.3-70b-instruct", settings: { temperature: 0.5 } }),
      laneWith({ model: "llama/llama-3.3-8b-instruct" }),
    ];
    const turn = turnWith({ lanes });
    await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    await server.idle();
    const [first, second] = await readExchanges(turn.turnId);
    expect(JSON.parse(first?.exchanges[0]?.requestBody ?? "")).toMatchObject({
      model: "llama-3.3-70b-instruct",
      temperature: 0.5,
      messages: [{ role: "user", content: "Hello" }],
      stream: true,
    });
    expect(JSON.parse(second?.exchanges[0]?.requestBody ?? "")).not.toHaveProperty("temperature");
    expect(first?.exchanges[0]).toMatchObject({
      status: 200,
      requestHeaders: { authorization: "Bearer [masked]" },
      responseHeaders: { "x-request-id": "req-1", "x-echo": "[masked]" },
    });
    expect(first?.exchanges[0]?.responseText).toContain('"finish_reason":"stop"');
    expect(JSON.stringify([first, second])).not.toContain("canary");
  });

  it("is nothing where nothing was sent", async () => {
    const turn = turnWith({ lanes: [laneWith({ model: "wandb/some/model" })] });
    await server.send("POST", "/api/turns", { body: turn });
    await server.idle();
    expect(await readExchanges(turn.turnId)).toMatchObject([{ exchanges: [] }]);
  });
});
