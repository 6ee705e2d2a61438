import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTestServer, type TestServer } from "@/app/api/test-server";
import { mcpStdioCommand } from "@/e2e/upstreams/mcp-stdio-command";
import { startMcpHttpServer } from "@/e2e/upstreams/start-mcp-http-server";
import type { ToolOffer } from "@/lib/tools/tool-offer";

vi.setConfig({ testTimeout: 30_000 });

let remote: Awaited<ReturnType<typeof startMcpHttpServer>>;
let server: TestServer;
const dead = createServer((_request, response) => response.writeHead(500).end("out of order"));
/** Speaks HTML at one address, and nothing at all at any other. */
const odd = createServer((request, response) => {
  if (request.url === "/html") response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hello</h1>");
});

/** Refuses the tool `refused` as the protocol has it; lets every other one wait until the test answers it. */
const held: (() => void)[] = [];
const busy = createServer(async (request, response) => {
  let text = "";
  for await (const part of request) text += part;
  const { id, method, params } = text === "" ? { method: "none" } : JSON.parse(text);
  const reply = (answer: object) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
  if (id === undefined) return void response.writeHead(method === "none" ? 405 : 202).end();
  if (method === "initialize") {
    const { protocolVersion } = params;
    const serverInfo = { name: "busy", version: "1" };
    return void reply({ result: { protocolVersion, capabilities: { tools: {} }, serverInfo } });
  }
  if (method !== "tools/call") return void reply({ error: { code: -32_601, message: "No such method." } });
  if (params.name === "refused") return void reply({ error: { code: -32_602, message: "No such track." } });
  held.push(() => reply({ result: { content: [{ type: "text", text: "At last." }] } }));
});

/** A port that nobody listens on any more. */
async function findClosedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

beforeAll(async () => {
  remote = await startMcpHttpServer();
  await new Promise<void>((resolve) => dead.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => odd.listen(0, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
  const oddAt = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
  server = await startTestServer({
    settings: { YARD_TOKEN: "yard-secret-123", OPENAI_API_KEY: "sk-never-seen" },
    config: {
      mcpServers: {
        yard: { ...mcpStdioCommand, env: { YARD_TOKEN: { env: "YARD_TOKEN" } } },
        remote: { url: remote.url, headers: { "x-yard": { env: "YARD_TOKEN" } }, trusted: true },
        broken: { url: `http://127.0.0.1:${(dead.address() as AddressInfo).port}/mcp` },
        unreachable: { url: `http://127.0.0.1:${await findClosedPort()}/mcp` },
        absent: { command: "/nowhere/to-be-found" },
        html: { url: `${oddAt}/html` },
        silent: { url: `${oddAt}/silent` },
        busy: { url: `http://127.0.0.1:${(busy.address() as AddressInfo).port}/mcp` },
        keyless: { url: remote.url, headers: { "x-yard": { env: "NOT_SET_ANYWHERE" } } },
      },
    },
  });
});

afterAll(async () => {
  const { closeMcpClients } = await import("./mcp-clients");
  await closeMcpClients();
  await server.close();
  await remote.close();
  dead.close();
  odd.closeAllConnections();
  odd.close();
  busy.closeAllConnections();
  busy.close();
});

const tools = async () => import("./mcp-tools");
const call = async (name: string, given: { server?: string; input?: unknown } = {}) => {
  const { server: at = "yard", input = {} } = given;
  return (await tools()).callMcpTool({ server: at, name, input, signal: new AbortController().signal });
};

describe.each(["yard", "remote"])("an MCP server, %s", (name) => {
  it("says what it offers", async () => {
    const listed = await (await tools()).listMcpTools(name);
    expect(listed.map((tool) => tool.name)).toEqual(
      expect.arrayContaining(["count_wagons", "derail", "list_variables"]),
    );
    expect(listed[0]).toMatchObject({
      description: "How many wagons stand on a track",
      parameters: { type: "object", properties: { track: { type: "number" } }, required: ["track"] },
    });
  });

  it("is called, and answers in words", async () => {
    expect(await call("count_wagons", { server: name, input: { track: 4 } })).toBe("12 wagons on track 4");
  });

  it("fails in its own words", async () => {
    await expect(call("derail", { server: name })).rejects.toThrow("The points are frozen.");
  });

  it("is called again after it failed", async () => {
    await call("no_such_tool", { server: name }).catch(() => {});
    expect(await call("count_wagons", { server: name, input: { track: 1 } })).toBe("3 wagons on track 1");
  });
});

it("a program inherits what the configuration names, and none of the providers' keys", async () => {
  const names = String(await call("list_variables")).split(" ");
  expect(names).toContain("YARD_TOKEN");
  expect(names).toContain("PATH");
  expect(names).not.toContain("OPENAI_API_KEY");
});

it("a program that has ended is started again by the next call", async () => {
  await expect(call("depart")).rejects.toThrow();
  expect(await call("count_wagons", { input: { track: 2 } })).toBe("6 wagons on track 2");
});

it("a server over HTTP gets the configured headers", async () => {
  await call("count_wagons", { server: "remote", input: { track: 1 } });
  expect(remote.headers.at(-1)).toMatchObject({ "x-yard": "yard-secret-123" });
});

it("the offer names each server with its tools, or with what is wrong with it, and no secret", async () => {
  const { text, offer } = await vi.waitFor(async () => {
    const response = await server.send("GET", "/api/tools");
    const read = await response.text();
    const parsed = JSON.parse(read) as ToolOffer;
    expect(parsed.servers.filter(({ asking }) => asking).map(({ name }) => name)).toEqual(["silent"]);
    return { text: read, offer: parsed };
  }, 10_000);
  const { builtIn, servers } = offer;
  expect(builtIn.map(({ name }) => name)).toEqual(["current_time", "calculator", "search_models"]);
  expect(servers.map(({ name, problem }) => [name, problem === null])).toEqual([
    ["yard", true],
    ["remote", true],
    ["broken", false],
    ["unreachable", false],
    ["absent", false],
    ["html", false],
    ["silent", true],
    ["busy", false],
    ["keyless", false],
  ]);
  const problemOf = (name: string) => servers.find((other) => other.name === name)?.problem;
  expect(problemOf("absent")).toContain("ENOENT");
  expect(problemOf("unreachable")).toContain("ECONNREFUSED");
  expect(problemOf("keyless")).toContain("Set NOT_SET_ANYWHERE");
  expect(problemOf("broken")).toContain("500");
  expect(problemOf("html")).toContain("text/html");
  expect(text).not.toContain("yard-secret-123");
});

it("a server that does not answer holds up nothing else", async () => {
  const startedAt = performance.now();
  const { builtIn, servers }: ToolOffer = await (await server.send("GET", "/api/tools")).json();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(builtIn).toHaveLength(3);
  expect(servers.find(({ name }) => name === "silent")).toMatchObject({ asking: true, problem: null });
});

it("a call that the server refuses takes nobody's connection: another one's result still comes", async () => {
  const waiting = call("slow", { server: "busy" });
  await vi.waitFor(() => expect(held).toHaveLength(1));
  await expect(call("refused", { server: "busy" })).rejects.toThrow("No such track.");
  held.shift()?.();
  expect(await waiting).toBe("At last.");
});

it("a call that ends early leaves the others theirs, also when its connection is given up", async () => {
  const waiting = call("slow", { server: "busy" });
  await vi.waitFor(() => expect(held).toHaveLength(1));
  const { dropMcpClient, getMcpClient } = await import("./mcp-clients");
  const connection = getMcpClient("busy");
  dropMcpClient("busy", connection);
  expect(getMcpClient("busy")).not.toBe(connection);
  // Whoever still knows the old one drops nothing of the new one.
  const renewed = getMcpClient("busy");
  dropMcpClient("busy", connection);
  expect(getMcpClient("busy")).toBe(renewed);
  held.shift()?.();
  expect(await waiting).toBe("At last.");
});

it("a call to a server that does not even greet ends when nobody waits for it any more", async () => {
  const leave = new AbortController();
  const calling = (await tools()).callMcpTool({
    server: "silent",
    name: "any",
    input: {},
    signal: leave.signal,
  });
  leave.abort(new Error("Stopped."));
  await expect(calling).rejects.toThrow("Stopped.");
});

it("a tool that is gone is left out of the offer with a word to the reader", async () => {
  const { offerTools } = await import("./offer-tools");
  const offer = await offerTools([
    { kind: "mcp", server: "yard", name: "count_wagons" },
    { kind: "mcp", server: "yard", name: "fly" },
    { kind: "mcp", server: "remote", name: "derail" },
  ]);
  expect(offer.tools.map(({ name, ask }) => [name, ask])).toEqual([
    ["yard__count_wagons", true],
    ["remote__derail", false],
  ]);
  expect(offer.notices).toEqual([expect.stringContaining('It offers no tool "fly"')]);
});
