import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { getHostedListings, refreshListing } from "./hosted-listings";

let server: Server;
let asked: { url: string; key: string; project: string }[] = [];
let answer: RequestListener = () => {};

async function serve() {
  asked = [];
  server = createServer((request, response) => {
    const { authorization = "", "openai-project": project = "" } = request.headers;
    asked.push({ url: request.url ?? "", key: authorization, project: String(project) });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return { id: "wandb", baseUrl, headers: { authorization: "Bearer k", "openai-project": "team/project" } };
}

const list =
  (...ids: string[]): RequestListener =>
  (_, response) =>
    response.end(JSON.stringify({ object: "list", data: ids.map((id) => ({ id })) }));

afterEach(async () => {
  vi.useRealTimers();
  Reflect.deleteProperty(globalThis, Symbol.for("switchyard.singletons"));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it("a list is asked for with the key and the project, in the background, and kept for five minutes", async () => {
  const source = await serve();
  answer = list("meta-llama/Llama-3.1-8B-Instruct");
  expect(getHostedListings([source]).get("wandb")?.models).toBeNull();
  getHostedListings([source]);
  await refreshListing(source);
  expect(asked).toEqual([{ url: "/v1/models", key: "Bearer k", project: "team/project" }]);
  const known = getHostedListings([source]).get("wandb");
  expect(known).toMatchObject({
    error: null,
    models: [{ ref: "wandb/meta-llama/Llama-3.1-8B-Instruct", source: "live" }],
  });
  expect(asked).toHaveLength(1);

  vi.useFakeTimers({ now: Date.now() + 6 * 60_000, toFake: ["Date"] });
  getHostedListings([source]);
  await refreshListing(source);
  expect(asked).toHaveLength(2);
});

it("a list that could not be had says why and leaves the last one standing", async () => {
  const source = await serve();
  answer = list("a", "b");
  await refreshListing(source);
  answer = (_, response) => response.writeHead(401).end('{"error":"bad key k"}');
  await refreshListing(source);
  const known = getHostedListings([source]).get("wandb");
  expect(known?.models).toHaveLength(2);
  expect(known?.error).toBe("it answered with status 401");
});

it("an empty list says nothing of what is offered: the last one stands, and it is asked for again soon", async () => {
  const source = await serve();
  answer = list();
  await refreshListing(source);
  expect(getHostedListings([source]).get("wandb")).toMatchObject({
    models: null,
    listedAt: null,
    error: "its list named no models",
  });
  answer = list("a", "b");
  vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ["Date"] });
  await refreshListing(source);
  expect(getHostedListings([source]).get("wandb")).toMatchObject({ error: null, models: [{}, {}] });
  answer = (_, response) => response.end('{"data":[{"object":"model"}]}');
  await refreshListing(source);
  expect(getHostedListings([source]).get("wandb")).toMatchObject({
    error: "its list named no models",
    models: [{ id: "a" }, { id: "b" }],
  });
});

it("after a failure it is asked for again within half a minute", async () => {
  const source = await serve();
  answer = (request) => request.socket.destroy();
  await refreshListing(source);
  answer = list("a");
  getHostedListings([source]);
  expect(asked).toHaveLength(1);
  vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ["Date"] });
  getHostedListings([source]);
  await refreshListing(source);
  expect(asked).toHaveLength(2);
  expect(getHostedListings([source]).get("wandb")).toMatchObject({
    error: null,
    models: [{ ref: "wandb/a" }],
  });
});

it.each<[string, RequestListener, string]>([
  ["a web page", (_, response) => response.end("<html>"), "not JSON"],
  ["other JSON", (_, response) => response.end('{"status":"ok"}'), "no list of models"],
  [
    "a redirect, which would carry the key elsewhere",
    (_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    "could not be reached",
  ],
  ["a cut connection", (request) => request.socket.destroy(), "could not be reached"],
])("%s is no list", async (_, reply, why) => {
  const source = await serve();
  answer = reply;
  await refreshListing(source);
  expect(getHostedListings([source]).get("wandb")).toMatchObject({
    models: null,
    error: expect.stringContaining(why),
  });
});
