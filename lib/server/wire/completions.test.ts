import { describe, expect, test } from "vitest";
import { generateThroughWire, replying } from "@/e2e/upstreams/ask-through-wire";
import { testProvider, testTimeouts } from "@/e2e/upstreams/create-test-models";
import { createWireFetch } from "./create-wire-fetch";
import type { WireExchange } from "./exchange";
import { createMask } from "./mask-secrets";

const generate = (body: string) => generateThroughWire({ transport: replying(body) });

describe("an answer in one piece", () => {
  test("a completion that is cut off before its first word is an error", async () => {
    const seen = await generate('{"choices":[{"message":{"cont');
    expect(seen.exchange.fault?.code).toBe("ended_early");
    expect(seen.errors).toEqual(["Acme ended the answer without saying that it was finished."]);
  });

  test("a completion larger than an event may be is read", async () => {
    const long = "x".repeat(1_500_000);
    expect(await generate(JSON.stringify({ choices: [{ message: { content: long } }] }))).toMatchObject({
      text: long,
    });
  });
});

describe("what is no chat", () => {
  const list = (transport: typeof fetch) => {
    const exchanges: WireExchange[] = [];
    const wireFetch = createWireFetch({
      provider: testProvider,
      timeouts: testTimeouts,
      mask: createMask([]),
      mergeWindowMs: 0,
      transport,
      onExchange: (exchange) => exchanges.push(exchange),
    });
    return wireFetch("http://acme.test/v1/models").then(async (response) => ({
      status: response.status,
      body: await response.json(),
      exchange: exchanges[0],
    }));
  };

  test("a listing passes as it is", async () => {
    const body = { object: "list", data: [{ id: "m", created: "odd" }] };
    expect(await list(replying(JSON.stringify(body)))).toMatchObject({
      status: 200,
      body,
      exchange: { fault: null },
    });
  });

  test("an error of a listing is told like any other", async () => {
    const seen = await list(replying("Not found", { status: 404 }));
    expect(seen).toMatchObject({
      status: 404,
      body: { error: { message: "Not found", code: "model_not_found" } },
    });
  });
});
