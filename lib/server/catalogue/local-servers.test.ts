import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { getLocalServers, getLocalServersRevision, probeLocalServers } from "./local-servers";

const servers: Server[] = [];

async function serve(id: string, answer: RequestListener): Promise<{ id: string; baseUrl: string }> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { id, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe("servers on this machine", () => {
  it("are found with their models; others on these ports are none, and one that hangs delays nobody for long", async () => {
    const asked: string[] = [];
    const places = await Promise.all([
      serve("ollama", (request, response) => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? "no key"}`);
        response.end(JSON.stringify({ object: "list", data: [{ id: "llama3.2:3b" }, { id: 7 }, {}, null] }));
      }),
      serve("lmstudio", () => {}),
      serve("llamacpp", (_, response) => response.end("<html>Jenkins</html>")),
      serve("vllm", (_, response) => response.end(JSON.stringify({ status: "ok" }))),
      serve("refusing", (_, response) => response.writeHead(401).end(JSON.stringify({ data: [] }))),
      serve("elsewhere", (_, response) =>
        response.writeHead(307, { location: "http://127.0.0.1:1/v1/models" }).end(),
      ),
      serve("endless", (_, response) => {
        response.write('{"data":[');
        const timer = setInterval(() => response.write(" ".repeat(100_000)), 1);
        response.on("close", () => clearInterval(timer));
      }),
    ]);
    const startedAt = performance.now();
    await probeLocalServers([
      ...places,
      { id: "nobody", baseUrl: "http://127.0.0.1:1/v1" },
      { id: "bad", baseUrl: "no" },
    ]);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    const found = getLocalServers(places);
    expect(asked.toSorted()).toEqual([
      "GET /api/ps no key",
      "GET /v1/models no key",
      "POST /api/show no key",
    ]);
    expect(found.get("ollama")).toMatchObject({
      running: true,
      models: [{ ref: "ollama/llama3.2:3b", priceState: "local", source: "live", contextTokens: null }],
    });
    for (const id of ["lmstudio", "llamacpp", "vllm", "refusing", "elsewhere", "endless", "nobody", "bad"]) {
      expect.soft(found.get(id), id).toEqual({ running: false, models: [] });
    }
  }, 10_000);

  it("are news when they come, go or offer something else, not whenever they are looked at", async () => {
    let ids = ["m"];
    const place = await serve("vllm", (_, response) =>
      response.end(JSON.stringify({ data: ids.map((id) => ({ id })) })),
    );
    const look = async () => {
      await probeLocalServers([place]);
      return getLocalServersRevision();
    };
    const first = await look();
    expect(await look()).toBe(first);
    ids = ["m", "n"];
    const second = await look();
    expect(second).not.toBe(first);
    expect(await look()).toBe(second);
  });
});
