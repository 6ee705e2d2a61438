import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { createDemoFetch } from "./create-demo-fetch";
import { countTokens, tokenise } from "./tokenise";

const client = new OpenAI({
  apiKey: "none",
  baseURL: "http://demo.invalid/v1",
  fetch: createDemoFetch(),
  maxRetries: 0,
});
const messages = [{ role: "user" as const, content: "one two three four five six" }];

describe("the demo provider, through OpenAI's own client", () => {
  test("lists its models", async () => {
    const ids = (await client.models.list()).data.map((model) => model.id);
    expect(ids).toEqual(["writer", "thinker", "echo", "tools", "json", "sprinter", "moody"]);
  });

  test("streams, with its usage only where it is asked for", async () => {
    const read = async (options: object) => {
      const stream = await client.chat.completions.create({
        model: "echo",
        messages,
        stream: true,
        ...options,
      });
      const chunks = [];
      for await (const chunk of stream) chunks.push(chunk);
      return chunks;
    };
    const chunks = await read({ stream_options: { include_usage: true } });
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe(messages[0]?.content);
    expect(chunks.at(-1)?.usage).toMatchObject({ prompt_tokens: 10, completion_tokens: 6, total_tokens: 16 });
    expect(chunks.every((chunk) => chunk.system_fingerprint === "simulated")).toBe(true);
    expect((await read({})).some((chunk) => chunk.usage)).toBe(false);
  });

  test("answers in one piece where no stream is asked for", async () => {
    const completion = await client.chat.completions.create({ model: "echo", messages });
    expect(completion).toMatchObject({
      object: "chat.completion",
      system_fingerprint: "simulated",
      choices: [{ message: { role: "assistant", content: messages[0]?.content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 10, completion_tokens: 6, total_tokens: 16 },
    });
  });

  test("ends at the token limit, and at a stop sequence", async () => {
    const limited = await client.chat.completions.create({ model: "echo", messages, max_tokens: 3 });
    expect(limited).toMatchObject({
      choices: [{ message: { content: "one two three" }, finish_reason: "length" }],
      usage: { completion_tokens: 3 },
    });
    const stopped = await client.chat.completions.create({ model: "echo", messages, stop: [" four"] });
    expect(stopped.choices[0]).toMatchObject({
      message: { content: "one two three" },
      finish_reason: "stop",
    });
  });

  test("refuses an unknown model and a body it cannot read, as OpenAI does", async () => {
    await expect(client.chat.completions.create({ model: "gpt-9", messages })).rejects.toMatchObject({
      status: 404,
      code: "model_not_found",
      message: expect.stringContaining("writer"),
    });
    await expect(client.chat.completions.create({ model: "echo", messages: [] })).rejects.toMatchObject({
      status: 400,
    });
    const response = await createDemoFetch()("http://demo.invalid/v1/chat/completions", {
      method: "POST",
      body: "{",
    });
    expect(response.status).toBe(400);
  });

  test("a 429 says when to come back", async () => {
    const asking = client.chat.completions.create({
      model: "moody",
      messages: [{ role: "user", content: "429 77" }],
    });
    await expect(asking).rejects.toMatchObject({ status: 429, headers: expect.any(Headers) });
    await expect(asking).rejects.toSatisfy(
      (error: { headers: Headers }) => error.headers.get("retry-after") === "77",
    );
  });

  test("knows no other paths", async () => {
    const response = await createDemoFetch()("http://demo.invalid/v1/embeddings", {
      method: "POST",
      body: "{}",
    });
    expect(response.status).toBe(404);
  });
});

test("tokens joined are the text again, whatever it is", () => {
  for (const text of [
    "",
    "a",
    "  two  spaces\n\n\tand a tab ",
    "Köln 🚆 你好 é 1234567 …!?--",
    "\u2028\u0000x",
  ]) {
    expect(tokenise(text).join("")).toBe(text);
    expect(countTokens(text)).toBe(tokenise(text).length);
  }
});

test("a stop reaches the demo however much memory has been collected since", async () => {
  setFlagsFromString("--expose-gc");
  const gc: () => void = runInNewContext("gc");
  const controller = new AbortController();
  const answer = createDemoFetch()("demo:/chat/completions", {
    method: "POST",
    body: JSON.stringify({ model: "moody", messages: [{ role: "user", content: "no headers" }] }),
    signal: controller.signal,
  });
  for (let round = 0; round < 5; round += 1) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  controller.abort(new Error("stopped"));
  await expect(answer).rejects.toThrow("stopped");
});
