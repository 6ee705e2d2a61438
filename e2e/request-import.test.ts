import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { laneWith, startTestServer, type TestServer } from "@/app/api/test-server";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { createId } from "@/lib/id";
import type { LaneCandidate } from "@/lib/lane-code/lane-code";
import { readLaneCode } from "@/lib/lane-code/read-lane-code";
import { toImportedChat } from "@/lib/lane-code/to-imported-chat";
import type { DescribedRequest } from "@/lib/request-code/described-request";
import { throughGateway } from "@/lib/request-code/through-gateway";
import { type RequestForm, requestForms, writeRequestCode } from "@/lib/request-code/write-request-code";
import type { KnownPlaces } from "@/lib/request-import/locate-model";

vi.setConfig({ testTimeout: 60_000 });

const baseUrl = "https://models.acme.example/v1";
const model = "acme/org/model-1";
const origin = "http://localhost:3000";

/** What the browser knows where it reads a text. */
const places: KnownPlaces = {
  origin,
  providers: [{ id: "acme", baseUrl, keyVariable: "ACME_KEY" }],
  findRefs: () => [],
};

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({
    settings: { ACME_KEY: "canary-acme-key-0123456789" },
    config: { providers: { acme: { baseUrl, keyVariable: "ACME_KEY", body: { top_k: 40 } } } },
  });
});
afterAll(() => server.close());

type Asked = Pick<LaneCandidate, "settings" | "history" | "draft">;

/** What this server would send for a lane that was imported and asks its draft. */
async function describeAsked({ settings, history, draft }: Asked, ref = model): Promise<DescribedRequest> {
  const chatId = createId();
  let parentId: string | null = null;
  let laneId = createId();
  if (history.length > 0) {
    const file = toImportedChat({ chatId, lanes: [{ model: ref, settings, history }], files: [], now: 1 });
    const imported = await server.send("POST", "/api/import", { body: file });
    expect(await imported.json()).toMatchObject({ added: 1 });
    const [lane] = file.chats[0]?.lanes ?? [];
    parentId = lane?.leafId ?? null;
    laneId = lane?.id ?? laneId;
  }
  const lane = laneWith({ laneId, model: ref, settings, parentId, text: draft?.text ?? "" });
  const response = await server.send("POST", "/api/requests", { body: { chatId, lane } });
  expect(response.status).toBe(200);
  return response.json();
}

/** The code in this form, read again: what would then be sent. */
async function passThrough(form: RequestForm, described: DescribedRequest) {
  const { code } = await writeRequestCode(form, described);
  const { candidates } = await readLaneCode(code, places);
  expect(candidates).toHaveLength(1);
  const [candidate] = candidates;
  if (candidate === undefined) throw new Error("Nothing was read.");
  return { candidate, again: await describeAsked(candidate, candidate.model ?? "acme/none") };
}

const oddText = `It's "quoted" \`$HOME\` $(id) \\n \\\\ %s 'JSON'\nJSON\n\tvé 🦙 \u2028 \${x} {{y}} {z}`;

const weather = {
  kind: "function" as const,
  name: "get_weather",
  description: "It's there",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};

/** Lanes by what is special about them. */
const lanes: Record<string, Asked> = {
  "with nothing set": { settings: {}, history: [], draft: { text: "Hello!", files: [] } },
  "with every setting": {
    settings: {
      instructions: `Be brief. ${oddText}`,
      temperature: 0,
      topP: 0.5,
      maxOutputTokens: 64,
      stopSequences: ["\n\n", "'"],
      seed: 7,
      presencePenalty: -1,
      frequencyPenalty: 0.25,
      reasoningEffort: "low",
      stream: false,
      body: {
        safe_prompt: true,
        chat_template_kwargs: { enable_thinking: false },
        logit_bias: { "50256": -100 },
      },
      headers: { "X-Team": "it's $blue" },
    },
    history: [],
    draft: { text: oddText, files: [] },
  },
  "with a conversation": {
    settings: { instructions: "Be brief.", stream: true },
    history: [
      { role: "user", text: oddText, files: [] },
      { role: "assistant", steps: [{ text: `${oddText}!`, calls: [] }] },
      { role: "user", text: "And then?", files: [] },
      { role: "assistant", steps: [{ text: "Nothing.", calls: [] }] },
    ],
    draft: { text: "Why?", files: [] },
  },
  "with tools, a choice of one, a schema and a conversation of calls": {
    settings: {
      tools: [weather],
      toolChoice: "get_weather",
      responseFormat: {
        type: "json_schema",
        name: "place",
        strict: true,
        schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      },
    },
    history: [
      { role: "user", text: "Weather in Paris and Rome?", files: [] },
      {
        role: "assistant",
        steps: [
          {
            text: "I look.",
            calls: [
              { id: "call-1", name: "get_weather", input: { city: "Paris" }, output: "12 °C" },
              { id: "call-2", name: "get_weather", input: { city: "Rome" }, output: "it's 20" },
            ],
          },
          { text: "12 and 20.", calls: [] },
        ],
      },
    ],
    draft: { text: "Thanks.", files: [] },
  },
  "whose body holds what is no setting": {
    settings: {
      body: { temperature: 3, n: 2, tools: [{ type: "web_search" }], tool_choice: "auto", stop: 7 },
    },
    history: [],
    draft: { text: "Hello!", files: [] },
  },
};

describe.each(Object.keys(lanes))("a lane %s", (name) => {
  it.each(requestForms)("written as $label and read again asks the same", async ({ id }) => {
    const asked = lanes[name] as Asked;
    const described = await describeAsked(asked);
    const { candidate, again } = await passThrough(id, described);
    expect(candidate.model).toBe(model);
    expect(again.body).toEqual(described.body);
    expect(again.headers).toEqual(described.headers);
    expect(candidate.history).toEqual(asked.history);
    expect(candidate.draft).toEqual(asked.draft);
  });

  it.each(requestForms)("asked through this server as $label keeps its model", async ({ id }) => {
    const described = await describeAsked(lanes[name] as Asked);
    const { candidate, again } = await passThrough(id, throughGateway(described, origin));
    expect(candidate.model).toBe(model);
    expect(again.body).toEqual(described.body);
  });
});

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)));
const anySettings = fc.record(
  {
    instructions: text.filter((value) => value.trim() !== ""),
    temperature: fc.constantFrom(0, 0.1, 2),
    maxOutputTokens: fc.integer({ min: 1, max: 1_000_000 }),
    stopSequences: fc.array(
      text.filter((value) => value.length <= 200),
      { minLength: 1, maxLength: 3 },
    ),
    seed: fc.integer(),
    reasoningEffort: fc.constantFrom("low", "none", "x high"),
    stream: fc.boolean(),
    body: fc.dictionary(fc.constantFrom("min_p", "custom field", "a-b", "logprobs", "user"), json, {
      minKeys: 1,
    }),
  },
  { requiredKeys: [] },
);
const anyAsked: fc.Arbitrary<Asked> = fc.record({
  settings: anySettings as fc.Arbitrary<LaneSettings>,
  history: fc.array(fc.tuple(text, text), { maxLength: 2 }).map((turns) =>
    turns.flatMap(([question, answer]) => [
      { role: "user" as const, text: question, files: [] },
      { role: "assistant" as const, steps: [{ text: answer, calls: [] }] },
    ]),
  ),
  draft: text.map((draft) => ({ text: draft, files: [] })),
});

it.each(requestForms)("whatever a lane asks is the same after $label", async ({ id }) => {
  await fc.assert(
    fc.asyncProperty(anyAsked, async (asked) => {
      const described = await describeAsked(asked);
      const { again } = await passThrough(id, described);
      expect(again.body).toEqual(described.body);
    }),
    { numRuns: 40 },
  );
});

it.each(requestForms)("a file that $label reads is told, and its message stays", async ({ id }) => {
  const described = await describeAsked({
    settings: {},
    history: [],
    draft: { text: "What is it?", files: [] },
  });
  const image = { type: "image_url", image_url: { url: "data:image/png;base64,{{file:it's a photo.png}}" } };
  const messages = [{ role: "user", content: [{ type: "text", text: "What is it?" }, image] }];
  const { code } = await writeRequestCode(id, {
    ...described,
    body: { ...described.body, messages },
    files: ["it's a photo.png"],
  });
  const [candidate] = (await readLaneCode(code, places)).candidates;
  expect(candidate?.draft).toEqual({ text: "What is it?", files: [] });
  expect(candidate?.warnings.join()).toContain("it's a photo.png is read from a file. Attach it again.");
});
