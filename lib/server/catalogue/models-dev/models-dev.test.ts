import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

// The first start loads everything, and a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

let answer: Answer;
let asked: IncomingMessage[];
let folder: string;
const server = createServer((request, response) => {
  asked.push(request);
  answer(request, response);
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  asked = [];
  folder = mkdtempSync(path.join(tmpdir(), "switchyard-models-dev-"));
  vi.stubEnv("CATALOGUE_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.json`);
  vi.stubEnv("CATALOGUE_PATH", path.join(folder, "models-dev.json"));
  vi.stubEnv("CATALOGUE_REFRESH", "on");
  vi.stubEnv("SWITCHYARD_LOG_LEVEL", "silent");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that has just been started. */
async function start() {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("switchyard.singletons"));
  return import("./models-dev");
}

const rowWith = (id: string, overrides: object = {}) => ({
  id,
  name: `Model ${id}`,
  reasoning: false,
  tool_call: true,
  modalities: { input: ["text"], output: ["text"] },
  cost: { input: 1, output: 2 },
  limit: { context: 1000, output: 100 },
  ...overrides,
});

function bodyWith(rows: object[], provider: object = {}): Record<string, unknown> {
  const models = Object.fromEntries(rows.map((row, index) => [`${index}`, row]));
  return {
    acme: {
      id: "acme",
      name: "Acme",
      env: ["ACME_API_KEY"],
      doc: "https://acme.example",
      models,
      ...provider,
    },
  };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => rowWith(`m${index}`));
const send =
  (body: unknown, etag = '"one"'): Answer =>
  (request, response) => {
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, { "content-type": "application/json", etag }).end(JSON.stringify(body));
  };

describe("a refresh of models.dev", () => {
  it("reads the list, keeps it, and finds it again after a restart without the network", async () => {
    answer = send(bodyWith(many(4)));
    const first = await start();
    await first.refreshModelsDev();
    expect(first.getFreshness()).toMatchObject({ models: 4, problem: null, skippedRows: 0 });
    expect(asked[0]?.headers["user-agent"]).toContain("Switchyard");
    vi.stubEnv("CATALOGUE_REFRESH", "off");
    const second = await start();
    await second.startModelsDev();
    expect(second.getModelsDev().parsed?.models).toHaveLength(4);
    expect(asked).toHaveLength(1);
  });

  it("is asked for only what is newer, and an unchanged list is fresh again", async () => {
    answer = send(bodyWith(many(4)));
    const source = await start();
    await source.refreshModelsDev();
    const before = source.getFreshness().checkedAt ?? "";
    await source.refreshModelsDev();
    expect(asked[1]?.headers["if-none-match"]).toBe('"one"');
    expect(source.getFreshness()).toMatchObject({ models: 4, problem: null });
    expect((source.getFreshness().checkedAt ?? "") >= before).toBe(true);
  });

  it("does not ask for what is newer while it holds nothing", async () => {
    answer = (_, response) => response.writeHead(500).end();
    const source = await start();
    await source.refreshModelsDev();
    await source.refreshModelsDev();
    expect(asked.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, undefined]);
  });

  const failures: [string, Answer, RegExp][] = [
    ["a status of 500", (_, response) => response.writeHead(500).end(), /status 500/],
    [
      "a body that is cut short",
      (_, response) => response.writeHead(200).end(JSON.stringify(bodyWith(many(4))).slice(0, -20)),
      /cut short or damaged/,
    ],
    [
      "a list of half its models",
      send(bodyWith(many(1)), '"two"'),
      /only 1 models, fewer than half of the 4/,
    ],
    ["something that is no list", send([1, 2, 3], '"two"'), /not an object of providers/],
    ["an empty list", send({}, '"two"'), /no models/],
    ["a broken connection", (request) => request.socket.destroy(), /could not be reached/],
    [
      "more than 20 MB",
      (_, response) => {
        response.writeHead(200);
        const piece = Buffer.alloc(1_000_000, 32);
        const write = (left: number) => left > 0 && response.write(piece, () => write(left - 1));
        write(25);
      },
      /more than 20 MB/,
    ],
  ];
  it.each(failures)("that meets %s keeps what there is and says so", async (_, failure, words) => {
    answer = send(bodyWith(many(4)));
    const source = await start();
    await source.refreshModelsDev();
    const kept = readFileSync(process.env.CATALOGUE_PATH ?? "", "utf8");
    answer = failure;
    await source.refreshModelsDev();
    expect(source.getFreshness().problem).toMatch(words);
    expect(source.getFreshness().models).toBe(4);
    expect(readFileSync(process.env.CATALOGUE_PATH ?? "", "utf8")).toBe(kept);
    answer = send(bodyWith(many(5)), '"three"');
    await source.refreshModelsDev();
    expect(source.getFreshness()).toMatchObject({ models: 5, problem: null });
  });

  it("that hears nothing for ten seconds says so and keeps what there is", async () => {
    answer = send(bodyWith(many(4)));
    const source = await start();
    await source.refreshModelsDev();
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const spied = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => timeout(60));
    answer = () => {};
    await source.refreshModelsDev();
    expect(spied.mock.calls).toEqual([[10_000]]);
    expect(source.getFreshness()).toMatchObject({ models: 4, problem: "it took longer than 10 seconds" });
    answer = (_, response) => void response.writeHead(200).write("{");
    await source.refreshModelsDev();
    expect(source.getFreshness()).toMatchObject({ models: 4, problem: "it took longer than 10 seconds" });
    spied.mockRestore();
  });

  it("that cannot be reached the first time leaves the built-in list, and says why", async () => {
    answer = (request) => request.socket.destroy();
    const source = await start();
    await source.refreshModelsDev();
    expect(source.getFreshness()).toMatchObject({
      checkedAt: null,
      models: null,
      problem: "it could not be reached",
    });
  });

  it("that cannot be reached when the server starts is asked again within minutes, not hours", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    answer = (request) => request.socket.destroy();
    const source = await start();
    await source.startModelsDev();
    await expect.poll(() => source.getFreshness().problem).toBe("it could not be reached");
    answer = send(bodyWith(many(3)));
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(source.getFreshness().models).toBeNull();
    await vi.advanceTimersByTimeAsync(6 * 60_000);
    await expect.poll(() => source.getFreshness()).toMatchObject({ models: 3, problem: null });
    vi.useRealTimers();
  });

  it("skips and counts bad rows, and does not mind fields and words it does not know", async () => {
    const odd = rowWith("odd", {
      schema_version: 9,
      status: "retiring-soon",
      modalities: { input: ["text", "smell"], output: ["text"], touch: [] },
      limit: { context: 0, output: 99_999_999, wisdom: 3 },
      cost: { input: "cheap", output: 2, moon: 1 },
    });
    const bad = [{ id: "no-name" }, null, 7, rowWith("a b"), rowWith("x", { modalities: "text" })];
    answer = send(bodyWith([...many(3), odd, ...(bad as object[])], { motto: "Onward" }));
    const source = await start();
    await source.refreshModelsDev();
    expect(source.getFreshness()).toMatchObject({ models: 4, skippedRows: 5, problem: null });
    expect(source.getModelsDev().parsed?.models.find(({ id }) => id === "odd")).toMatchObject({
      contextTokens: null,
      maxOutputTokens: null,
      status: "retiring-soon",
      prices: { inputUsdPerMTok: null, outputUsdPerMTok: 2 },
    });
  });

  it("makes nothing of hostile rows but text, and no provider of a name that is no id", async () => {
    const hostile = JSON.stringify({
      ...bodyWith([rowWith("named", { name: "<img src=x onerror=alert(1)>" })], {
        doc: "javascript:alert(1)",
        api: "https://user:secret@evil.example/v1",
      }),
    }).replace(
      /}$/,
      `,"__proto__":${JSON.stringify({ ...(bodyWith([rowWith("p")]).acme as object), id: "__proto__" })}}`,
    );
    answer = (_, response) => response.writeHead(200).end(hostile);
    const source = await start();
    await source.refreshModelsDev();
    expect(source.getFreshness()).toMatchObject({ models: 1, skippedRows: 1, problem: null });
    expect(source.getModelsDev().parsed?.providers).toEqual([
      { id: "acme", name: "Acme", keyVariable: "ACME_API_KEY", baseUrl: null, docsUrl: null },
    ]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("models");
  });

  it("tells what came, went, and changed in price; what went is kept as it was", async () => {
    answer = send(bodyWith([rowWith("a"), rowWith("b"), rowWith("c")]));
    const source = await start();
    await source.refreshModelsDev();
    expect(source.listCatalogueChanges()).toEqual([]);
    const cheaper = rowWith("b", { cost: { input: 0.5, output: 3 } });
    answer = send(bodyWith([rowWith("a"), cheaper, rowWith("d")]), '"two"');
    await source.refreshModelsDev();
    expect(source.listCatalogueChanges().map(({ kind, ref }) => `${kind} ${ref}`)).toEqual([
      "cheaper acme/b",
      "dearer acme/b",
      "new acme/d",
      "gone acme/c",
    ]);
    expect(source.getModelsDev().gone.map(({ ref }) => ref)).toEqual(["acme/c"]);
  });

  it("keeps the latest of what went, not all that ever did", async () => {
    const source = await start();
    for (const time of ["a", "b", "c", "d"]) {
      const rows = Array.from({ length: 2_000 }, (_, index) => rowWith(`${time}-${index}`));
      answer = send(bodyWith(rows), `"${time}"`);
      await source.refreshModelsDev();
    }
    const { gone } = source.getModelsDev();
    expect(gone).toHaveLength(5_000);
    expect(gone.filter(({ id }) => id.startsWith("c-"))).toHaveLength(2_000);
  });

  it("is made once, however many want it", async () => {
    answer = send(bodyWith(many(2)));
    const source = await start();
    await Promise.all([source.refreshModelsDev(), source.refreshModelsDev(), source.refreshModelsDev()]);
    expect(asked).toHaveLength(1);
  });
});
