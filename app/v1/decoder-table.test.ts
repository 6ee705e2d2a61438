import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGateway, type TestGateway } from "@/app/api/test-gateway";
import { laneWith, readTurn, toText, turnWith } from "@/app/api/test-server";
import { events, finish } from "@/e2e/upstreams/ask-through-wire";
import { decoderTable } from "@/e2e/upstreams/decoder-table";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";

let upstream: RawUpstream;
let gateway: TestGateway;
let openai: OpenAI;
let pieces: (string | Uint8Array)[] = [];

beforeAll(async () => {
  upstream = await startRawUpstream(async (reply) => {
    for (const piece of pieces) await reply.write(piece);
    reply.end(events(finish(), "[DONE]"));
  });
  gateway = await startTestGateway({
    settings: { LLAMA_BASE_URL: upstream.baseUrl, LLAMA_API_KEY: "llama-key-of-the-test" },
  });
  openai = new OpenAI({ baseURL: gateway.baseUrl, apiKey: "anything", maxRetries: 0 });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

describe("R12: the decoder table of OpenAI's own client", () => {
  it.each(decoderTable)("gives the same text in the chat and through /v1: $name", async (row) => {
    pieces = row.pieces;
    const model = "llama/some-model";
    const turn = turnWith({ lanes: [laneWith({ model })] });
    const { events: told } = await readTurn(await gateway.send("POST", "/api/turns", { body: turn }));
    const stream = await openai.chat.completions.create({
      model,
      messages: [{ role: "user", content: "Hello" }],
      stream: true,
    });
    let text = "";
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toBe(row.texts.join(""));
    expect(toText(told)).toBe(text);
  });
});
