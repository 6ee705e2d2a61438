import { afterEach, beforeEach, expect, it } from "vitest";
import { type LlamaEmulator, startLlamaEmulator } from "@/e2e/upstreams/llama-emulator";
import { llamaModelIds } from "@/e2e/upstreams/llama-emulator/models";
import { sunsetForms } from "@/e2e/upstreams/llama-emulator/sunset";
import { type EmulatedRun, runGenerator } from "@/e2e/upstreams/run-generator";
import { documentedModels } from "@/lib/catalogue/documented-models";
import type { JsonObject } from "@/lib/json-value";
import { GeneratorError } from "./generator-error";
import { createGenerator } from "./meta-llama-generator";
import type { GeneratorReply } from "./reply";
import { runMetaLlamaGenerator } from "./run-meta-llama-generator";
import type { StreamingChunk } from "./streaming-chunk";

let emulator: LlamaEmulator;

beforeEach(async () => {
  emulator = await startLlamaEmulator();
});

afterEach(() => emulator.close());

const run = (options?: EmulatedRun) =>
  runGenerator({ baseUrl: `${emulator.baseUrl}/`, key: emulator.settings.key }, options);

const city = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const weather = {
  type: "haystack.tools.tool.Tool",
  data: {
    name: "weather",
    description: "useful to determine the weather in a given location",
    parameters: city,
    function: "tests.test_llama_chat_generator.weather",
    outputs_to_string: null,
  },
};
const population = {
  type: "haystack.tools.tool.Tool",
  data: { ...weather.data, name: "population", description: "counts the people of a place" },
};
const nobelPrize = {
  type: "json_schema",
  json_schema: {
    name: "NobelPrizeInfo",
    strict: true,
    schema: {
      type: "object",
      properties: { recipient_name: { type: "string" }, award_year: { type: "integer" } },
      required: ["recipient_name", "award_year"],
      additionalProperties: false,
    },
  },
};

function onlyReply({ replies }: { replies: GeneratorReply[] }): GeneratorReply {
  const [reply] = replies;
  if (reply === undefined || replies.length !== 1) throw new Error(`${replies.length} replies`);
  return reply;
}

it("Haystack 1: a generator without parameters has the component's defaults", () => {
  expect(createGenerator().init_parameters).toEqual({
    api_key: { type: "env_var", env_vars: ["LLAMA_API_KEY"], strict: true },
    model: "Llama-4-Scout-17B-16E-Instruct-FP8",
    streaming_callback: null,
    api_base_url: "https://api.llama.com/compat/v1/",
    generation_kwargs: {},
    timeout: null,
    max_retries: null,
    tools: null,
  });
});

it("Haystack 1: the defaults ask the Llama API itself, with the key as bearer", async () => {
  const asked: { url: string; headers: Headers }[] = [];
  await runMetaLlamaGenerator({
    generator: createGenerator(),
    messages: [{ role: "user", text: "Hello" }],
    key: "k-1",
    fetch: async (input, init) => {
      asked.push({ url: String(input), headers: new Headers(init?.headers) });
      return Response.json({ choices: [] });
    },
  });
  expect(asked.map(({ url, headers }) => [url, headers.get("authorization")])).toEqual([
    ["https://api.llama.com/compat/v1/chat/completions", "Bearer k-1"],
  ]);
});

it("Haystack 2: every generation kwarg reaches the wire unchanged", async () => {
  const kwargs = {
    max_tokens: 512,
    temperature: 0.5,
    top_p: 0.1,
    stream: false,
    safe_prompt: true,
    random_seed: 7,
    some_test_param: { of: ["any", "form", null] },
  };
  await run({ init: { generation_kwargs: kwargs } });
  expect(emulator.bodies()[0]).toMatchObject(kwargs);
});

it("Haystack 2: kwargs of one run override the generator's key by key", async () => {
  await run({
    init: { generation_kwargs: { max_tokens: 10, temperature: 0.5, top_p: 0.9 } },
    generationKwargs: { temperature: 0, random_seed: 3 },
  });
  expect(emulator.bodies()[0]).toMatchObject({ max_tokens: 10, temperature: 0, top_p: 0.9, random_seed: 3 });
});

it("Haystack 2: tools of one run replace the generator's", async () => {
  const toolNames = () =>
    (emulator.bodies().at(-1)?.tools as { function: { name: string } }[] | undefined)?.map(
      (tool) => tool.function.name,
    );
  await run({ init: { tools: [weather] } });
  expect(toolNames()).toEqual(["weather"]);
  await run({ init: { tools: [weather] }, tools: [population] });
  expect(toolNames()).toEqual(["population"]);
  await run({ init: { tools: [weather] }, tools: [] });
  expect(toolNames()).toBeUndefined();
});

it("Haystack 2: a Haystack tool goes out as an OpenAI function, without its Python parts", async () => {
  await run({ init: { tools: [weather] } });
  expect(emulator.bodies()[0]?.tools).toEqual([
    {
      type: "function",
      function: { name: "weather", description: weather.data.description, parameters: city },
    },
  ]);
});

it("Haystack 2: extra_headers and extra_body go where the OpenAI client puts them", async () => {
  await run({
    init: {
      generation_kwargs: { extra_headers: { "X-Team": "blue" }, extra_body: { chat_template: "t" } },
    },
  });
  expect(emulator.requests[0]?.headers["x-team"]).toBe("blue");
  expect(emulator.bodies()[0]).toMatchObject({ chat_template: "t" });
  expect(Object.keys(emulator.bodies()[0] ?? {})).not.toContain("extra_headers");
});

it("Haystack 3: the body always tells n and stream, and nothing that was not asked for", async () => {
  await run();
  await run({ onChunk: () => {} });
  const body = {
    model: "Llama-4-Scout-17B-16E-Instruct-FP8",
    messages: [{ role: "user", content: "What's the capital of France" }],
    n: 1,
  };
  expect(emulator.bodies()).toEqual([
    { ...body, stream: false },
    { ...body, stream: true },
  ]);
});

it("Haystack 3: response_format null is removed, so that the service does not refuse it", async () => {
  const { replies } = await run({ init: { generation_kwargs: { response_format: null } } });
  expect(Object.keys(emulator.bodies()[0] ?? {})).not.toContain("response_format");
  expect(replies).toHaveLength(1);
});

it.each<[string, EmulatedRun]>([
  ["a callback", { onChunk: () => {} }],
  ["stream: true", { generationKwargs: { stream: true } }],
])("Haystack 3: n > 1 with streaming is refused before any call (%s)", async (_, options) => {
  await expect(run({ init: { generation_kwargs: { n: 2 } }, ...options })).rejects.toThrow(
    /^Cannot stream multiple responses, please set n=1\.$/,
  );
  expect(emulator.requests).toHaveLength(0);
});

it("Haystack 3: n > 1 without streaming gives so many replies", async () => {
  const { replies } = await run({ generationKwargs: { n: 3 } });
  expect(replies.map(({ meta }) => meta.index)).toEqual([0, 1, 2]);
});

it("Haystack 3: a stream request says what it accepts, as the service demands", async () => {
  await run({ onChunk: () => {} });
  expect(emulator.requests[0]?.headers.accept).toBe("text/event-stream, application/json;q=0.9");
});

it("Haystack 4: the trace of chunks is the reply, piece by piece", async () => {
  const seen: StreamingChunk[] = [];
  const { replies, chunks } = await run({ onChunk: (chunk) => seen.push(chunk) });
  expect(seen).toEqual(chunks);
  expect(chunks.length).toBeGreaterThan(3);
  expect(chunks.map(({ content }) => content).join("")).toBe(replies[0]?.text);
  for (const { receivedAt } of chunks) expect(new Date(receivedAt).toISOString()).toBe(receivedAt);
  expect(chunks.filter(({ finishReason }) => finishReason !== null)).toHaveLength(1);
  expect(chunks.at(-1)).toMatchObject({ content: "", index: null, usage: { completion_tokens: 6 } });
});

it("Haystack 4: a reply's meta has model, index, finish reason, usage and the time of the first token", async () => {
  const { replies, chunks } = await run({ onChunk: () => {} });
  expect(replies[0]?.meta).toEqual({
    model: "Llama-4-Scout-17B-16E-Instruct-FP8",
    index: 0,
    finish_reason: "stop",
    usage: { prompt_tokens: 5, completion_tokens: 6, total_tokens: 11 },
    completion_start_time: chunks[0]?.receivedAt,
  });
});

it("Haystack 4: the last finish reason and the last usage win", async () => {
  const chunk = (choice: JsonObject, rest: JsonObject = {}) =>
    `data: ${JSON.stringify({ model: "m", choices: [{ index: 0, ...choice }], ...rest })}\n\n`;
  const stream = [
    chunk({ delta: { content: "a" }, finish_reason: "length" }, { usage: { total_tokens: 1 } }),
    chunk({ delta: { content: "b" }, finish_reason: "stop" }, { usage: { total_tokens: 2 } }),
    chunk({ delta: {}, finish_reason: null }),
    "data: [DONE]\n\n",
  ].join("");
  const { replies } = await run({ onChunk: () => {}, fetch: async () => new Response(stream) });
  expect(replies[0]).toMatchObject({
    text: "ab",
    meta: { finish_reason: "stop", usage: { total_tokens: 2 } },
  });
});

it.each([
  ["in a stream", { onChunk: () => {} }],
  ["in one reply", {}],
])("Haystack 4: malformed tool arguments are flagged, not fatal (%s)", async (_, options) => {
  emulator.settings.toolArguments = '{"city": "Par';
  const result = await run({
    init: { tools: [weather] },
    prompt: "What's the weather in Paris?",
    ...options,
  });
  expect(onlyReply(result).toolCalls).toEqual([
    { id: expect.any(String), name: "weather", arguments: null, malformed: '{"city": "Par' },
  ]);
});

it("Haystack 4: an error in the middle of a stream keeps what had come", async () => {
  const stream = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "So far" } }] })}\n\ndata: ${JSON.stringify({ error: { message: "overloaded" } })}\n\n`;
  const failed = run({ onChunk: () => {}, fetch: async () => new Response(stream) });
  await expect(failed).rejects.toThrow("overloaded");
  await expect(failed).rejects.toMatchObject({ status: null, partial: { text: "So far" } });
});

it("Haystack 4: an aborted run closes the call to the service and rejects", async () => {
  emulator.settings.chunkDelayMs = 20;
  const controller = new AbortController();
  const running = run({ onChunk: () => controller.abort(), signal: controller.signal });
  await expect(running).rejects.toMatchObject({ name: "AbortError" });
});

it("Haystack 5: a json_schema format goes out with its name, strict and schema as given", async () => {
  await run({ init: { generation_kwargs: { response_format: nobelPrize } } });
  expect(emulator.bodies()[0]?.response_format).toEqual(nobelPrize);
});

it("Haystack 5: a reply that does not fit the schema tells the first invalid path", async () => {
  emulator.settings.text = '{"recipient_name": "David Julius", "award_year": "2021"}';
  const result = await run({ init: { generation_kwargs: { response_format: nobelPrize } } });
  expect(onlyReply(result).structured).toEqual({
    value: { recipient_name: "David Julius", award_year: "2021" },
    check: { outcome: "invalid", path: "$.award_year", message: expect.stringContaining("integer") },
  });
});

it("Haystack 5: a reply that is no JSON is invalid, and its text is kept", async () => {
  emulator.settings.text = "Sorry, I cannot.";
  const result = await run({
    onChunk: () => {},
    init: { generation_kwargs: { response_format: nobelPrize } },
  });
  expect(onlyReply(result)).toMatchObject({
    text: "Sorry, I cannot.",
    structured: { value: null, check: { outcome: "invalid", path: "$" } },
  });
});

it("Haystack 5: json_object surfaces the service's refusal", async () => {
  const failed = run({ generationKwargs: { response_format: { type: "json_object" } } });
  await expect(failed).rejects.toThrow("response_format must be of type json_schema or text.");
  await expect(failed).rejects.toMatchObject({ status: 400 });
});

it("Haystack 7: the supported models are the seven documented ones, in both casings", async () => {
  const documented = documentedModels.filter(({ providerId }) => providerId === "llama");
  expect(documented.flatMap(({ aliases }) => aliases).toSorted()).toEqual(llamaModelIds.toSorted());
  for (const model of documented.flatMap(({ id, aliases }) => [id, ...aliases])) {
    expect(onlyReply(await run({ init: { model } })).text, model).toContain("Paris");
  }
});

it.each([[["LLAMA_API_KEY"]], [["MY_KEY", "OTHER_KEY"]]])(
  "Haystack 7: a missing key names the variable and makes no call (%s)",
  async (names) => {
    const api_key = { type: "env_var" as const, env_vars: names, strict: true };
    const failed = run({ key: null, init: { api_key } });
    await expect(failed).rejects.toThrow(`None of the environment variables is set: ${names.join(", ")}.`);
    await expect(failed).rejects.toMatchObject({ code: "missing_key" });
    expect(emulator.requests).toHaveLength(0);
  },
);

it("Haystack 7: a run gives one reply", async () => {
  const { replies, chunks } = await run();
  expect(replies).toHaveLength(1);
  expect(chunks).toEqual([]);
});

it("Haystack 7: a run without messages gives no reply and makes no call", async () => {
  expect(await run({ messages: [] })).toEqual({ replies: [], chunks: [] });
  expect(emulator.requests).toHaveLength(0);
});

it("Haystack 7: max_tokens 10 and temperature 0.5 are on the wire", async () => {
  const result = await run({ init: { generation_kwargs: { max_tokens: 10, temperature: 0.5 } } });
  expect(emulator.bodies()[0]).toMatchObject({ max_tokens: 10, temperature: 0.5 });
  expect(onlyReply(result).meta.finish_reason).toBe("stop");
});

it("Haystack 7: a reply says Paris, its meta names the model and ends with stop", async () => {
  const reply = onlyReply(await run());
  expect(reply.text).toContain("Paris");
  expect(reply.meta).toMatchObject({
    model: "Llama-4-Scout-17B-16E-Instruct-FP8",
    finish_reason: "stop",
    usage: { prompt_tokens: 5 },
    completion_start_time: null,
  });
});

it("Haystack 7: a wrong model surfaces the service's error", async () => {
  const failed = run({ init: { model: "something-obviously-wrong" } });
  await expect(failed).rejects.toBeInstanceOf(GeneratorError);
  await expect(failed).rejects.toMatchObject({
    status: 404,
    message: expect.stringContaining("something-obviously-wrong"),
  });
});

it("Haystack 7: a wrong key surfaces the service's error without the key", async () => {
  const failed = run({ key: "LLM|123|wrong-key-value" });
  await expect(failed).rejects.toMatchObject({ status: 401, message: "Invalid API key." });
});

it("Haystack 7: streaming calls back more than once and concatenates to the reply", async () => {
  let text = "";
  let calls = 0;
  const result = await run({
    onChunk: ({ content }) => {
      calls++;
      text += content;
    },
  });
  expect(calls).toBeGreaterThan(1);
  expect(text).toContain("Paris");
  expect(onlyReply(result).text).toBe(text);
});

it.each([
  ["in one reply", {}],
  ["while streaming", { onChunk: () => {} }],
])("Haystack 7: a json_schema reply parses to the schema (%s)", async (_, options) => {
  const reply = onlyReply(
    await run({ init: { generation_kwargs: { response_format: nobelPrize } }, ...options }),
  );
  expect(reply.structured?.check).toEqual({ outcome: "valid" });
  expect(reply.structured?.value).toEqual({
    recipient_name: expect.any(String),
    award_year: expect.any(Number),
  });
});

it.each([
  ["in one reply", {}],
  ["while streaming", { onChunk: () => {} }],
])("Haystack 7: a tool round trip ends in text (%s)", async (_, options) => {
  const question = { role: "user" as const, text: "What's the weather like in Paris?" };
  const first = onlyReply(await run({ init: { tools: [weather] }, messages: [question], ...options }));
  expect(first.toolCalls).toEqual([
    { id: expect.stringMatching(/./), name: "weather", arguments: { city: "Paris" } },
  ]);
  expect(first.meta.finish_reason).toBe("tool_calls");
  const [origin] = first.toolCalls;
  if (origin === undefined) throw new Error("no call");
  const second = onlyReply(
    await run({
      init: { tools: [weather] },
      messages: [question, first, { role: "tool", result: "22° C", origin }],
      ...options,
    }),
  );
  expect(second.toolCalls).toEqual([]);
  expect(second.text).toContain("22° C");
  expect(second.text?.toLowerCase()).toContain("paris");
  expect(second.meta.finish_reason).toBe("stop");
});

it("Haystack 7: the deltas of a tool call are in the trace", async () => {
  const { chunks } = await run({
    init: { tools: [weather] },
    prompt: "What's the weather like in Paris?",
    onChunk: () => {},
  });
  const deltas = chunks.flatMap(({ toolCalls }) => toolCalls);
  expect(deltas.length).toBeGreaterThan(1);
  expect(JSON.parse(deltas.map((delta) => delta.arguments).join(""))).toEqual({ city: "Paris" });
});

it.each([
  ["in one reply", {}],
  ["while streaming", { onChunk: () => {} }],
])("Haystack 7: two parallel calls get two ids and both results are used (%s)", async (_, options) => {
  const question = { role: "user" as const, text: "What's the weather in Paris and Berlin?" };
  const first = onlyReply(await run({ init: { tools: [weather] }, messages: [question], ...options }));
  expect(first.toolCalls.map((call) => call.arguments)).toEqual([{ city: "Paris" }, { city: "Berlin" }]);
  expect(new Set(first.toolCalls.map(({ id }) => id)).size).toBe(2);
  const results = first.toolCalls.map((origin, index) => ({
    role: "tool" as const,
    result: index === 0 ? "22° C" : "17° C",
    origin,
  }));
  const second = onlyReply(
    await run({ init: { tools: [weather] }, messages: [question, first, ...results], ...options }),
  );
  expect(second.text).toContain("22° C");
  expect(second.text).toContain("17° C");
});

it("Haystack 7: tools and toolsets may be mixed, and all are offered", async () => {
  const toolset = { type: "haystack.tools.toolset.Toolset", data: { tools: [population] } };
  await run({ init: { tools: [weather, toolset] } });
  const tools = emulator.bodies()[0]?.tools as { function: { name: string } }[];
  expect(tools.map((tool) => tool.function.name)).toEqual(["weather", "population"]);
});

it("Haystack 7: two tools of one name are refused, and so is a tool only Python can make", async () => {
  await expect(run({ tools: [weather, weather] })).rejects.toThrow("Two tools have the name weather.");
  const remote = { type: "haystack_integrations.tools.mcp.MCPToolset", data: { server: "x" } };
  await expect(run({ tools: [weather, remote] })).rejects.toThrow("tools[1]");
  expect(emulator.requests).toHaveLength(0);
});

it("Haystack 7: a tool call without an id cannot be answered", async () => {
  const origin = { id: null, name: "weather", arguments: {} };
  const failed = run({ messages: [{ role: "tool", result: "x", origin }] });
  await expect(failed).rejects.toThrow("weather has no id");
});

it("Haystack 7: images go out as parts, and the service's limit on them is told", async () => {
  const message = { role: "user" as const, text: "What is this?", imageUrls: ["data:image/png;base64,AAAA"] };
  await run({ messages: [message] });
  expect(emulator.bodies()[0]?.messages).toEqual([
    {
      role: "user",
      content: [
        { type: "text", text: "What is this?" },
        { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
      ],
    },
  ]);
  const textOnly = run({ messages: [message], init: { model: "Llama-3.3-8B-Instruct" } });
  await expect(textOnly).rejects.toThrow("This model does not take images.");
  const many = { ...message, imageUrls: Array.from({ length: 10 }, () => "data:image/png;base64,AAAA") };
  await expect(run({ messages: [many] })).rejects.toThrow("At most 9 images are taken.");
});

it("Haystack 7: a 429 is surfaced with the service's words", async () => {
  emulator.settings.rateLimitedRequests = 1;
  await expect(run()).rejects.toMatchObject({ status: 429, message: expect.stringContaining("exceeded") });
});

it.each(sunsetForms)(
  "Haystack 7: the sunset reply in the form %s is an error, never a reply",
  async (form) => {
    emulator.settings.sunset = form;
    await expect(run({ onChunk: () => {} })).rejects.toBeInstanceOf(GeneratorError);
    await expect(run()).rejects.toBeInstanceOf(GeneratorError);
  },
);
