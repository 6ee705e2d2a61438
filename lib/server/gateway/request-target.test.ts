import { describe, expect, it } from "vitest";
import { findMisdirection, mendTarget } from "./request-target";

function ask(method: string, url: string) {
  const request = { method, url, headers: { host: "localhost:3000" } };
  mendTarget(request);
  return { ...request, refusal: findMisdirection(request) };
}

describe("an address", () => {
  it.each([
    ["/v1/chat/completions/", "/v1/chat/completions"],
    ["//v1/chat/completions?a=//", "/v1/chat/completions?a=//"],
    ["/v1//models///", "/v1/models"],
    ["/v1/models/wandb//m/", "/v1/models/wandb/m"],
    ["/chats//a/", "/chats//a/"],
    ["/?next=/v1//", "/?next=/v1//"],
  ])("%s is read as %s", (given, read) => {
    expect(ask("GET", given).url).toBe(read);
  });

  it("with its host before it is read as its path, and that host counts", () => {
    expect(ask("POST", "http://evil.example/v1/chat/completions?a=1")).toMatchObject({
      url: "/v1/chat/completions?a=1",
      headers: { host: "evil.example" },
      refusal: null,
    });
    expect(ask("GET", "http://localhost:3000")).toMatchObject({ url: "/", refusal: null });
  });
});

it.each([
  ["POST", "/v1/chat/completions"],
  ["POST", "/v1/chat/completions?api-version=1"],
  ["OPTIONS", "/v1/chat/completions"],
  ["GET", "/v1/models"],
  ["HEAD", "/v1/./models"],
  ["GET", "/v1/models/wandb%2Fmeta%2Fllama"],
  ["GET", "/v1/models/wandb/meta/llama"],
  ["PUT", "/api/chats/1"],
  ["POST", "/v1x/y"],
])("%s %s goes on", (method, url) => {
  expect(ask(method, url).refusal).toBeNull();
});

it.each([
  ["POST", "/v1/responses", 404, "There is no /v1/responses here. The gateway has POST /v1/chat/completions"],
  ["POST", "/v1/embeddings", 404, "/v1/embeddings"],
  ["GET", "/v1", 404, "/v1"],
  ["POST", "/v1/chat%2Fcompletions", 404, "/v1/chat%2Fcompletions"],
  ["GET", "/v1/chat/completions", 405, "GET is not taken at /v1/chat/completions, but POST"],
  ["DELETE", "/v1/models/m", 405, "GET"],
  ["GET", "/v1/models/%zz", 400, "%"],
  ["GET", "/models/%E0%A4%A", 400, "%"],
  ["TRACE", "/", 405, "TRACE"],
])("%s %s is refused with %i", (method, url, status, words) => {
  const { refusal } = ask(method, url);
  expect(refusal?.error.status).toBe(status);
  expect(refusal?.error.message).toContain(words);
});

it("a method that is not taken is told which are", () => {
  expect(ask("PUT", "/v1/models").refusal?.headers).toEqual({ allow: "GET, HEAD, OPTIONS" });
});
