import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { makePng, makeWav, pdf } from "@/e2e/upstreams/sample-files";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { createId } from "@/lib/id";
import type { JsonObject } from "@/lib/json-value";
import type { DescribedRequest } from "@/lib/request-code/described-request";
import { throughGateway } from "@/lib/request-code/through-gateway";
import { type RequestForm, requestForms, writeRequestCode } from "@/lib/request-code/write-request-code";

// Each form starts a program; the first one that loads Mastra takes seconds on a busy machine.
vi.setConfig({ testTimeout: 20_000 });

const run = promisify(execFile);
const key = "canary-acme-key-0123456789";
const project = "canary-team/project";

/** What a language's client changes in a request by itself. */
const differences: Record<RequestForm, (body: JsonObject) => JsonObject> = {
  curl: (body) => body,
  python: (body) => body,
  javascript: (body) => body,
  "ai-sdk": (body) => body,
  // Mastra's own router asks for no usage in a stream; a provider of the AI SDK stands in for it for tools and files.
  mastra: ({ stream_options, ...body }) =>
    "tools" in body || JSON.stringify(body.messages).includes("image_url")
      ? { ...body, ...(stream_options === undefined ? {} : { stream_options }) }
      : body,
  // Haystack always tells the number of answers and whether they are streamed.
  haystack: (body) => ({ n: 1, stream: false, ...body }),
};

let upstream: RawUpstream;
let server: TestServer;
// Inside the project, where its packages are found.
const folder = mkdtempSync(path.join(process.cwd(), "node_modules", ".request-code-"));

const bodies = () => upstream.requests.map(({ body }) => JSON.parse(body) as JsonObject);

beforeAll(async () => {
  upstream = await startRawUpstream(async (reply) => {
    if (JSON.parse(reply.request.body).stream === true) {
      await reply.event({
        id: "a",
        choices: [{ index: 0, delta: { role: "assistant", content: "It's “fine”." } }],
      });
      await reply.event({ id: "a", choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
      await reply.event("[DONE]");
      return reply.end();
    }
    reply.head(200, { "content-type": "application/json" });
    const message = { role: "assistant", content: "It's “fine”." };
    reply.end(JSON.stringify({ id: "a", choices: [{ index: 0, message, finish_reason: "stop" }] }));
  });
  server = await startTestServer({
    settings: { ACME_KEY: key, ACME_PROJECT: project },
    config: {
      providers: {
        acme: {
          baseUrl: upstream.baseUrl,
          keyVariable: "ACME_KEY",
          headers: {
            "x-project": { env: "ACME_PROJECT" },
            "x-plan": "it's blue",
            "x-secret": "canary-header",
          },
          body: { top_k: 40 },
        },
        open: { baseUrl: upstream.baseUrl, keyVariable: null },
      },
    },
  });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  rmSync(folder, { recursive: true });
});

async function describeLane(chatId: string, lane: ReturnType<typeof laneWith>): Promise<DescribedRequest> {
  const response = await server.send("POST", "/api/requests", { body: { chatId, lane } });
  expect(response.status).toBe(200);
  return response.json();
}

const commands: Record<RequestForm, { file: string; command: string; args: (file: string) => string[] }> = {
  curl: { file: "request.sh", command: "sh", args: (file) => [file] },
  python: { file: "request.py", command: "python3", args: (file) => [file] },
  javascript: { file: "openai.mjs", command: process.execPath, args: (file) => [file] },
  "ai-sdk": { file: "ai-sdk.mjs", command: process.execPath, args: (file) => [file] },
  mastra: { file: "mastra.mjs", command: process.execPath, args: (file) => [file] },
  haystack: { file: "haystack_request.py", command: "python3", args: (file) => [file] },
};

/** Runs the code as a file of its own; returns what it printed. */
async function runCode(form: RequestForm, code: string): Promise<string> {
  const { file, command, args } = commands[form];
  const place = path.join(folder, file);
  writeFileSync(place, code);
  if (command === "python3") await run("python3", ["-m", "py_compile", place]);
  const { stdout } = await run(command, args(place), {
    cwd: folder,
    env: {
      ...process.env,
      ACME_KEY: key,
      ACME_PROJECT: project,
      OPEN_API_KEY: "anything",
      PYTHONPATH: path.resolve("e2e/upstreams/python"),
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONIOENCODING: "utf-8",
      MASTRA_TELEMETRY_DISABLED: "1",
    },
  });
  return stdout;
}

const oddText = `It's "quoted" \`$HOME\` $(id) \\n \\\\ %s 'JSON'\nJSON\n\tvé 🦙 \u2028 \${x} {{y}}`;

const settings: LaneSettings = {
  instructions: `Be brief. ${oddText}`,
  temperature: 0,
  topP: 0.5,
  maxOutputTokens: 64,
  stopSequences: ["\n\n", "'"],
  seed: 7,
  presencePenalty: -1,
  frequencyPenalty: 0.25,
  reasoningEffort: "low",
  body: {
    safe_prompt: true,
    chat_template_kwargs: { enable_thinking: false },
    logit_bias: { "50256": -100 },
  },
  headers: { "X-Team": "it's $blue" },
};

const tools = [
  {
    type: "function",
    function: { name: "weather", description: "It's there", parameters: { type: "object", properties: {} } },
  },
];

/** The lanes whose requests are written, as settings by what is special about them. */
const lanes: Record<string, LaneSettings> = {
  "that streams with every setting": settings,
  "that asks for one reply": { ...settings, stream: false },
  "with nothing set": {},
  "with tools and a schema among its settings": {
    tools: [
      { kind: "built-in", name: "calculator" },
      {
        kind: "function",
        name: "get_weather",
        description: "It's there",
        parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
        result: "sunny",
      },
    ],
    toolChoice: "auto",
    responseFormat: {
      type: "json_schema",
      name: "place",
      strict: true,
      schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    },
  },
  "with tools and a response format in its body": {
    body: { tools, tool_choice: "auto", response_format: { type: "json_object" }, temperature: 3 },
  },
};

describe.each(Object.keys(lanes))("a lane %s", (name) => {
  let sent: JsonObject;
  let described: DescribedRequest;

  beforeAll(async () => {
    const first = laneWith({ model: "acme/org/model-1", settings: lanes[name], text: "Who are you?" });
    const turn = turnWith({ lanes: [first] });
    await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    const { laneId, model, settings } = first;
    const lane = laneWith({ laneId, model, settings, parentId: first.answerId, text: oddText });
    const before = upstream.requests.length;
    described = await describeLane(turn.chatId, lane);
    expect(upstream.requests).toHaveLength(before);
    await readTurn(
      await server.send("POST", "/api/turns", { body: turnWith({ chatId: turn.chatId, lanes: [lane] }) }),
    );
    sent = bodies().at(-1) ?? {};
  });

  it("is described as it is then sent", () => {
    expect(described.body).toEqual(sent);
    expect(JSON.stringify(described)).not.toContain("canary");
  });

  it.each(requestForms)("sends the same as $label", async ({ id }) => {
    const { code } = await writeRequestCode(id, described);
    expect(code).not.toContain("canary");
    const printed = await runCode(id, code);
    expect(printed).toContain("fine");
    expect(bodies().at(-1)).toEqual(differences[id](sent));
    expect(upstream.requests.at(-1)?.headers).toMatchObject({
      authorization: `Bearer ${key}`,
      "x-project": project,
      "x-plan": "it's blue",
      ...(lanes[name]?.headers === undefined ? {} : { "x-team": "it's $blue" }),
    });
  });
});

describe("a conversation with an image and a tool's result", () => {
  const call = {
    id: "call-1",
    type: "function",
    function: { name: "weather", arguments: '{"city": "Paris"}' },
  };
  const image = { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } };
  const body: JsonObject = {
    model: "org/model-1",
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: [{ type: "text", text: oddText }, image] },
      { role: "assistant", content: "I look.", tool_calls: [call] },
      { role: "tool", tool_call_id: "call-1", content: "12 °C" },
    ],
    tools,
    stream: true,
    stream_options: { include_usage: true },
  };
  const described = (): DescribedRequest => ({
    ref: "open/org/model-1",
    providerId: "open",
    baseUrl: upstream.baseUrl,
    keyVariable: null,
    headers: [],
    body,
    files: [],
    notices: [],
  });

  it.each(requestForms)("is the same as $label", async ({ id }) => {
    const { code } = await writeRequestCode(id, described());
    expect(await runCode(id, code)).toContain("fine");
    expect(bodies().at(-1)).toEqual(differences[id](body));
  });
});

describe("a message with files", () => {
  const files = {
    "it's a photo é.png": makePng(),
    "notes.md": Buffer.from("Some {{file:notes.md}}\n"),
    "sound.wav": makeWav(),
    "paper.pdf": pdf,
  };
  const words = '"{{file:paper.pdf}}" is no file';

  async function describeFiles(names: (keyof typeof files)[]) {
    const attachments = [];
    for (const name of names) {
      writeFileSync(path.join(folder, name), files[name]);
      const response = await server.send("POST", `/api/attachments?name=${encodeURIComponent(name)}`, {
        body: files[name],
        headers: { "content-type": "application/octet-stream" },
      });
      attachments.push({ id: (await response.json()).id, name });
    }
    const message = { id: createId(), text: words, attachments };
    const lane = laneWith({ model: "open/org/model-1", message });
    const turn = turnWith({ lanes: [lane] });
    const described = await describeLane(turn.chatId, lane);
    await readTurn(await server.send("POST", "/api/turns", { body: turn }));
    return { described, sent: bodies().at(-1) ?? {} };
  }

  async function expectSame(form: RequestForm, names: (keyof typeof files)[]) {
    const { described, sent } = await describeFiles(names);
    expect(JSON.stringify(described).length).toBeLessThan(2_000);
    const { code, warnings } = await writeRequestCode(form, described);
    expect(warnings.join()).toContain("in the folder in which it is run: save them there");
    expect(code).not.toContain("iVBOR");
    await runCode(form, code);
    expect(bodies().at(-1)).toEqual(differences[form](sent));
  }

  it.each(requestForms)("as $label reads an image by its name and is the same", ({ id }) =>
    expectSame(id, ["it's a photo é.png", "notes.md"]),
  );

  it.each(["curl", "python", "javascript"] as const)("as %s reads sound and PDF, too", (form) =>
    expectSame(form, ["sound.wav", "paper.pdf"]),
  );
});

it("a very long request is a command that the system takes", async () => {
  const long = "x'".repeat(200_000);
  const lane = laneWith({ model: "open/m", text: long });
  const described = await describeLane("chat-that-is-not-there", lane);
  await runCode("curl", (await writeRequestCode("curl", described)).code);
  expect(bodies().at(-1)).toEqual(described.body);
});

it("the key's variable is named where this server has none, and a header that may be secret is told", async () => {
  const described = await describeLane("chat-that-is-not-there", laneWith({ model: "groq/some-model" }));
  expect(described).toMatchObject({ keyVariable: "GROQ_API_KEY", baseUrl: "https://api.groq.com/openai/v1" });
  const acme = await describeLane("chat-that-is-not-there", laneWith({ model: "acme/m" }));
  expect(acme.notices.join()).toContain("x-secret is left out");
});

it("the demo is asked through this server only", async () => {
  const described = await describeLane("chat-that-is-not-there", laneWith());
  await expect(writeRequestCode("curl", described)).rejects.toThrow("no address");
  const { code } = await writeRequestCode("curl", throughGateway(described, "http://localhost:3000"));
  expect(code).toContain("'http://localhost:3000/v1/chat/completions'");
  expect(code).toContain('"Authorization: Bearer $SWITCHYARD_TOKEN"');
  expect(code).toContain('"model": "demo/echo"');
});

it("somebody else's chat is not there, and an unknown provider is named", async () => {
  const lane = laneWith({ parentId: "somebodys-message" });
  const stranger = await server.send("POST", "/api/requests", {
    body: { chatId: "chat-of-a-stranger", lane },
  });
  expect(stranger.status).toBe(404);
  const unknown = laneWith({ model: "nobody/m" });
  const response = await server.send("POST", "/api/requests", {
    body: { chatId: "chat-0001", lane: unknown },
  });
  expect((await response.json()).error.code).toBe("unknown_provider");
});
