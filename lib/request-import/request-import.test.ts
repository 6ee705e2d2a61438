import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/app-error";
import type { LaneCandidate } from "@/lib/lane-code/lane-code";
import { readLaneCode } from "@/lib/lane-code/read-lane-code";
import type { KnownPlaces } from "./locate-model";

const places: KnownPlaces = {
  origin: "http://localhost:3000",
  providers: [{ id: "acme", baseUrl: "https://models.acme.example/v1", keyVariable: "ACME_KEY" }],
  findRefs: (id) => (id === "gpt-5.4" ? ["openai/gpt-5.4", "openrouter/gpt-5.4"] : []),
};

async function only(text: string): Promise<LaneCandidate & { form: string }> {
  const { form, candidates } = await readLaneCode(text, places);
  expect(candidates).toHaveLength(1);
  const [candidate] = candidates;
  if (candidate === undefined) throw new Error("Nothing was read.");
  return { ...candidate, form };
}

async function refusalOf(text: string): Promise<string> {
  try {
    await readLaneCode(text, places);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  throw new Error("It was taken.");
}

const hello = { draft: { text: "Hello!", files: [] } };
const body = '{"model": "m", "messages": [{"role": "user", "content": "Hello!"}]}';
const key = "sk-canary0123456789abcdefghij";

describe("a cURL command", () => {
  it("of OpenAI's documents fills a lane", async () => {
    const lane = await only(`curl https://api.openai.com/v1/chat/completions \\
  -H "Content-Type: application/json" \\
  -H "Authorization: Bearer $OPENAI_API_KEY" \\
  -H 'X-Team: red' \\
  -d '{
    "model": "gpt-5.4",
    "messages": [
      {"role": "developer", "content": "Be brief."},
      {"role": "user", "content": "It'\\''s me"}
    ],
    "stop": "END", "temperature": 0, "stream": true, "top_k": 40
  }'`);
    expect(lane).toMatchObject({
      form: "cURL",
      model: "openai/gpt-5.4",
      settings: {
        instructions: "Be brief.",
        temperature: 0,
        stopSequences: ["END"],
        stream: true,
        body: { top_k: 40 },
        headers: { "X-Team": "red" },
      },
      draft: { text: "It's me", files: [] },
      warnings: ["Message 1 is the developer's: it is sent as the system prompt."],
    });
  });

  const url = "https://models.acme.example/v1/chat/completions";
  it.each([
    [
      "double quotes",
      `curl ${url} -d "{\\"model\\": \\"m\\", \\"messages\\": [{\\"role\\": \\"user\\", \\"content\\": \\"Hello!\\"}]}"`,
    ],
    ["$'…'", `curl ${url} --data-raw $'${body.replace("Hello!", "H\\x65llo\\u0021")}'`],
    ["--json, --url and options joined", `curl -sSN --max-time 5 --json '${body}' --url ${url}`],
    ["the option before the address", `$ curl -XPOST -d'${body}' -H'Accept: */*' ${url}`],
    ["--data=", `curl ${url} --data='${body}'`],
    ["a here document", `curl ${url} --data-binary @- <<'JSON'\n${body}\nJSON\n`],
    ["a here document and a pipe", `curl ${url} -d @- <<EOF | jq .\n${body}\nEOF\n`],
    ["a here string", `curl ${url} -d @- <<< '${body}'`],
    ["echo before it", `echo '${body}' | curl ${url} -d @-`],
    [
      "Windows' command line",
      `curl ${url} ^\r\n  -H "Content-Type: application/json" ^\r\n  -d "${body.replaceAll('"', '\\"')}"\r\n`,
    ],
    [
      "a browser on Windows",
      `curl ^"${url}^" ^\n  --data-raw ^"${body.replaceAll('"', '^\\^"').replace(/[{}[\]]/g, "^$&")}^"`,
    ],
    ["PowerShell's continuation", `curl.exe ${url} \`\n  -d '${body}'`],
    ["a comment and another command", `# first\ncd /tmp && curl ${url} -d '${body}' > out.json; echo done`],
    ["a document", `# Call it\n\n\`\`\`bash\ncurl ${url} \\\n  -d '${body}'\n\`\`\`\n`],
  ])("with %s is read", async (_, text) => {
    expect(await only(text)).toMatchObject({
      ...hello,
      model: "acme/m",
      settings: { stream: false },
      warnings: [],
    });
  });

  it.each([
    ["a body in a file", `curl ${url} \\\n  -d @body.json`, "Line 2: The body is in body.json"],
    ["a body from nowhere", `curl ${url} -d @-`, "The body is in its input"],
    [
      "a broken body",
      `curl ${url} -d '{\n "model": "m"\n "messages": []}'`,
      "Line 3: The body is not JSON: expected a comma",
    ],
    ["no body", `curl ${url}`, "sends no body"],
    ["a form", `curl ${url} \\\n -F a=b`, "Line 2: -F sends a form"],
    ["an encoded body", `curl ${url} --data-urlencode a=b`, "a chat request is JSON"],
    ["the output of a command", `curl ${url} -d "$(cat body.json)"`, "the output of a command"],
    ["a quote that stays open", `curl ${url} \\\n -d '{"a": 1}`, "Line 2: A text in '…' has no end"],
    [
      "another API's body",
      `curl ${url} -d '{"model": "m", "input": "x"}'`,
      "another API than chat completions",
    ],
    ["an option without its value", `curl ${url} -d`, "-d has no value"],
  ])("with %s is refused with the line and what to do", async (_, text, words) => {
    expect(await refusalOf(text)).toContain(words);
  });

  it("keeps no key, wherever it stands, and says so", async () => {
    const lane = await only(
      `curl 'https://user:pass@api.groq.com/openai/v1/chat/completions?key=${key}' -u me:${key} -H "Authorization: Bearer ${key}" -H 'x-goog-api-key: ${key}' -H 'X-Note: ${key}' -b 'session=${key}' -d '{"model": "m", "api_key": "${key}", "metadata": {"note": "${key}"}, "messages": [{"role": "user", "content": "my key is ${key}"}]}'`,
    );
    expect(JSON.stringify(lane)).not.toContain("canary");
    expect(JSON.stringify(lane)).not.toContain("pass@");
    expect(lane.draft?.text).toBe("my key is [key left out]");
    expect(lane.settings).toEqual({ stream: false, body: { metadata: { note: "[key left out]" } } });
    const words = lane.warnings.join("\n");
    for (const place of [
      "-u",
      "-b",
      "authorization",
      "x-goog-api-key",
      "x-note",
      "api_key",
      "metadata.note",
      "messages[0].content",
    ])
      expect(words.toLowerCase()).toContain(place);
  });

  it("to an address nobody knows leaves the chat its model and says what to do", async () => {
    const lane = await only(`curl https://evil.example/v1/chat/completions -d '${body}'`);
    expect(lane.model).toBeNull();
    expect(lane.warnings.join()).toMatch(
      /evil\.example\/v1 is not known here.*switchyard\.config\.json.*asks for m/,
    );
  });

  it("with variables tells which stay as they stand", async () => {
    const lane = await only(
      `curl "$BASE/chat/completions" -H "api-key: $AZURE_KEY" -d "{\\"model\\": \\"$MODEL\\", \\"messages\\": [{\\"role\\": \\"user\\", \\"content\\": \\"Hello!\\"}]}"`,
    );
    expect(lane.warnings.join("\n")).toMatch(/\$MODEL is a variable[\s\S]*api-key is read from AZURE_KEY/);
  });

  it("is one candidate for each of several", async () => {
    const { candidates } = await readLaneCode(
      `curl ${url} -d '${body}'\ncurl ${url} -d '${body.replace("Hello!", "Bye!")}'`,
      places,
    );
    expect(candidates.map(({ name, draft }) => [name, draft?.text])).toEqual([
      ["Command 1", "Hello!"],
      ["Command 2", "Bye!"],
    ]);
  });
});

describe("a program with openai", () => {
  it("in Python is read with names, joined texts and variables followed", async () => {
    const lane = await only(`import os
from openai import OpenAI

client = OpenAI(
    base_url="https://models.acme.example/v1/",
    api_key=os.environ.get("ACME_KEY"),
    default_headers={"X-Team": "red"},
)
MODEL = "org/m"
SYSTEM = (
    "Be "
    'brief.'
)
tools = [{"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {}}}}]
messages = [
    {"role": "system", "content": SYSTEM},
    dict(role="user", content="""Hello!"""),
]
response = client.chat.completions.create(
    model=MODEL, messages=messages, tools=tools, tool_choice="auto",
    temperature=0.0, max_tokens=1_000, stop=None, seed=-1, stream=False,
    extra_body={"top_k": 40, "flag": True},  # not OpenAI's
    extra_headers={"X-Run": "1"}, timeout=30,
)
print(response.choices[0].message.content)
`);
    expect(lane).toMatchObject({
      ...hello,
      form: "openai, Python",
      model: "acme/org/m",
      settings: {
        instructions: "Be brief.",
        temperature: 0,
        maxOutputTokens: 1000,
        seed: -1,
        stream: false,
        toolChoice: "auto",
        tools: [{ kind: "function", name: "f" }],
        body: { top_k: 40, flag: true },
        headers: { "X-Team": "red", "X-Run": "1" },
      },
    });
    expect(lane.warnings).toEqual([expect.stringContaining("The tools are descriptions here")]);
  });

  it.each([
    [
      "no address",
      `client = OpenAI()\nclient.chat.completions.create(model="gpt-5.4", messages=[{"role": "user", "content": "Hello!"}])`,
    ],
    [
      "a client made on the spot",
      `from openai import OpenAI\nwith OpenAI() as c:\n    r = await c.chat.completions.create(messages=[{"role": "user", "content": "Hello!"}], model="gpt-5.4")\n`,
    ],
    [
      "the package of old",
      `import openai\nopenai.api_key = "${key}"\nr = openai.ChatCompletion.create(model="gpt-5.4", messages=[{"role": "user", "content": "Hello!"}])`,
    ],
    [
      "JavaScript",
      `import OpenAI from "openai";\nconst client = new OpenAI();\nconst r = await client.chat.completions.create({ model: "gpt-5.4", messages: [{ role: "user", content: "Hello!" }] });`,
    ],
    [
      "JavaScript in one expression",
      `await new OpenAI({ apiKey: process.env.OPENAI_API_KEY }).chat.completions.create({ model: "gpt-5.4", messages: [{ role: "user", content: \`Hello!\` }] })`,
    ],
  ])("with %s asks OpenAI", async (_, text) => {
    const lane = await only(text);
    expect(lane).toMatchObject({ ...hello, model: "openai/gpt-5.4" });
    expect(JSON.stringify(lane)).not.toContain("canary");
  });

  it("says what only running it would tell, with its line", async () => {
    const lane = await only(`from openai import OpenAI
client = OpenAI(api_key="${key}", base_url=URL)
client.chat.completions.create(
    model="openai/gpt-5.4",
    messages=[{"role": "user", "content": f"Hello {name}"}, {"role": "user", "content": "Hello!"}],
    temperature=get_temperature(),
    response_format=Answer,
    **options,
)`);
    expect(lane.draft?.text).toBe("Hello {{name}}\n\nHello!");
    expect(lane.warnings.join("\n")).not.toContain("canary");
    for (const words of [
      "messages[0].content on line 5 has values that are not written out: {{name}} stands for them",
      "temperature on line 6 is what get_temperature(…) returns",
      "response_format on line 7 is the name Answer, which is not set here",
      "**options on line 8",
      "A key stood on line 2 and was left out",
      "The address on line 2 is not written out",
    ])
      expect(lane.warnings.join("\n")).toContain(words);
  });

  it.each([
    [
      "made and asked in one expression",
      `print(OpenAI(base_url=URL, # here\n)\n  .with_options(timeout=3)\n  .chat.completions # !\n  .create(model="m", messages=[{"role": "user", "content": "Hello!"}]).choices[0])`,
    ],
    [
      "an attribute of an object",
      `class A:\n  def __init__(self):\n    self.client = OpenAI(base_url=URL)\n  def ask(self):\n    return self.client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Hello!"}])`,
    ],
    [
      "one of several",
      `other = OpenAI()\nclient = OpenAI(base_url=URL)\nclient.with_options(max_retries=5).chat.completions.create(model="m", messages=[{"role": "user", "content": "Hello!"}])`,
    ],
    [
      "in a session of the interpreter",
      `>>> client = OpenAI(base_url=URL)\n>>> client.chat.completions.create(\n...     model="m",\n...     messages=[{"role": "user", "content": "Hello!"}],\n... )\nChatCompletion(id="1")`,
    ],
    [
      "in a notebook, with its method under another name",
      `!pip install openai\nfrom openai import OpenAI\nask = OpenAI(base_url=URL).chat.completions.create\nask(model="m", messages=[{"role": "user", "content": "Hello!"}])`,
    ],
    [
      "with a stream that is a context",
      `client = OpenAI(base_url=URL)\nwith client.chat.completions.stream(model="m", messages=[{"role": "user", "content": "Hello!"}]) as stream:\n  for event in stream: print(event)`,
    ],
    [
      "with a default beside a variable",
      `client = OpenAI(base_url=os.environ.get("BASE", URL), api_key=os.environ["ACME_KEY"])\nclient.chat.completions.create(model=os.getenv("MODEL") or "m", messages=[{"role": "user", "content": "Hello!"}])`,
    ],
  ])("in Python with a client %s is read", async (_, text) => {
    const address = '"https://models.acme.example/v1"';
    expect(await only(text.replaceAll("URL", address))).toMatchObject({ ...hello, model: "acme/m" });
  });

  it("in Python is read with all that was added to its names before, and nothing of what was after", async () => {
    const lane = await only(`NAME = "Ann"
params = {"temperature": 0.2, **{"top_p": 1}}
params["max_tokens"] = 50
params.update(seed=3)
def ask(question, *, effort="low"):
    q = "One"
    q = "Two"
    messages = [*before, {"role": "user", "content": question}]
    messages.append(ChatCompletionUserMessageParam(role="user", content=q))
    messages += [{"role": "user", "content": f"{NAME}, {n:02d}" + " times {{}}".format()}]
    messages.extend([{"role": "user", "content": "\\n".join(["a", "b"]).upper()}])
    if DEBUG:
        messages.append({"role": "user", "content": "Perhaps"})
    answer = client.chat.completions.create(model="openai/gpt-5.4", messages=messages, stop=NOT_GIVEN, reasoning_effort=effort, **params)
    messages.append({"role": "assistant", "content": answer})
before = [{"role": "system", "content": textwrap.dedent("""\\
    Be
      brief.
    """).strip()}]
`);
    expect(lane.settings).toEqual({
      instructions: "Be\n  brief.",
      temperature: 0.2,
      topP: 1,
      maxOutputTokens: 50,
      seed: 3,
      reasoningEffort: "low",
      stream: false,
    });
    expect(lane.draft?.text).toBe("{{question}}\n\nTwo\n\nAnn, {{n}} times {}\n\nA\nB");
    expect(lane.history).toEqual([]);
    for (const words of [
      "messages[1].content on line 8 is the name question, which only the running program knows: {{question}}",
      "messages[3].content on line 10 has values that are not written out: {{n}}",
      "messages[5] on line 13 is added in a loop or in some cases only: left out",
    ])
      expect(lane.warnings.join("\n")).toContain(words);
  });

  it.each([
    [
      "the Responses API",
      `client = OpenAI()\nr = client.responses.create(model="m", input="x")\nimport os\n`,
      "Line 2: This asks the Responses API",
    ],
    [
      "messages from elsewhere",
      `from x import messages\nclient = OpenAI()\nclient.chat.completions.create(model="m", messages=messages)`,
      "Line 3: The messages of this call are not written out",
    ],
    ["nothing asked", `import openai\n`, "no client.chat.completions.create"],
    [
      "JavaScript's options from elsewhere",
      `const client = new OpenAI();\nclient.chat.completions.create(options)`,
      "Line 2: What this call asks is not written out",
    ],
    [
      "broken JavaScript",
      `const client = new OpenAI();\nclient.chat.completions.create({ model: })`,
      "Line 2: This is not valid JavaScript",
    ],
  ])("with %s is refused with its line", async (_, text, words) => {
    expect(await refusalOf(text)).toContain(words);
  });
});

describe("other programs", () => {
  it("the AI SDK's settings are the lane's", async () => {
    const lane = await only(`import { streamText } from "ai";
import { groq } from "@ai-sdk/groq";
const result = streamText({
  model: groq("llama-3.3-70b-versatile"),
  system: "Be brief.",
  prompt: "Hello!",
  temperature: 0.3, maxOutputTokens: 100, stopSequences: ["X"], topK: 5,
  providerOptions: { groq: { reasoningEffort: "low", serviceTier: "flex" } },
  tools: { weather: tool({}) },
  onFinish() {},
});`);
    expect(lane).toMatchObject({
      ...hello,
      form: "AI SDK",
      model: "groq/llama-3.3-70b-versatile",
      settings: {
        instructions: "Be brief.",
        temperature: 0.3,
        maxOutputTokens: 100,
        stopSequences: ["X"],
        reasoningEffort: "low",
        stream: true,
        body: { top_k: 5, serviceTier: "flex" },
      },
      warnings: ["Not taken over: tools."],
    });
  });

  it.each([
    [
      "requests",
      `import requests\nrequests.post("https://models.acme.example/v1/chat/completions", headers={"Authorization": f"Bearer {KEY}"}, json={"model": "m", "messages": [{"role": "user", "content": "Hello!"}]})`,
    ],
    [
      "fetch",
      `const r = await fetch("https://models.acme.example/v1/chat/completions", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ model: "m", messages: [{ role: "user", content: "Hello!" }] }) });`,
    ],
  ])("a request that %s posts is read", async (_, text) => {
    expect(await only(text)).toMatchObject({ ...hello, model: "acme/m" });
  });

  it("the Haystack document's own snippet, pasted with all of the document, fills the lane and warns of its trap", async () => {
    const document = readFileSync("lib/request-import/fixtures/haystack-document.txt", "utf8");
    const lane = await only(document);
    expect(lane).toMatchObject({
      form: "Haystack, Python",
      model: "llama/Llama-4-Scout-17B-16E-Instruct-FP8",
      draft: { text: "What's Natural Language Processing?", files: [] },
    });
    expect(lane.warnings).toEqual([expect.stringContaining("There is no LlamaChatGenerator in")]);
  });
});

describe("a request's body alone", () => {
  it("of a model that several providers have is a candidate for each", async () => {
    const { form, candidates } = await readLaneCode(body.replace('"m"', '"gpt-5.4"'), places);
    expect(form).toBe("A request's body");
    expect(candidates.map(({ model }) => model)).toEqual(["openai/gpt-5.4", "openrouter/gpt-5.4"]);
  });

  it("is read as JavaScript writes it, too, and a ref of this server is one", async () => {
    expect(
      await only(`{ model: 'acme/m', messages: [{ role: 'user', content: 'Hello!' }], };`),
    ).toMatchObject({
      ...hello,
      model: "acme/m",
    });
  });

  it("keeps a conversation with calls, files and several roles, and tells what has no place", async () => {
    const call = { id: "c1", type: "function", function: { name: "f", arguments: '{"a":1}' } };
    const lane = await only(
      JSON.stringify({
        model: "m",
        messages: [
          { role: "system", content: "One." },
          { role: "system", content: [{ type: "text", text: "Two." }] },
          {
            role: "user",
            name: "Ann",
            content: [
              { type: "text", text: "See" },
              { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } },
              { type: "image_url", image_url: { url: "https://evil.example/a.png" } },
            ],
          },
          { role: "assistant", content: null, tool_calls: [call, { ...call, id: "c2" }] },
          { role: "tool", tool_call_id: "c1", content: "12" },
          { role: "assistant", content: "Done." },
          { role: "system", content: "Three." },
          { role: "critic", content: "?" },
          { role: "user", content: "A" },
          { role: "user", content: "B" },
        ],
        tools: [{ type: "function", function: { name: "f", parameters: {} } }],
      }),
    );
    expect(lane.settings.instructions).toBe("One.\n\nTwo.");
    expect(lane.history).toEqual([
      {
        role: "user",
        text: "See",
        files: [{ name: "image-1.png", mediaType: "image/png", data: "iVBORw0KGgo=" }],
      },
      {
        role: "assistant",
        steps: [
          {
            text: "",
            calls: [
              { id: "c1", name: "f", input: { a: 1 }, output: "12" },
              { id: "c2", name: "f", input: { a: 1 }, output: null },
            ],
          },
          { text: "Done.", calls: [] },
        ],
      },
    ]);
    expect(lane.draft).toEqual({ text: "A\n\nB", files: [] });
    for (const words of [
      "Several system messages become one",
      "Message 3: name is not taken over",
      "Message 3: a file is an address, and addresses are not fetched",
      "Message 7 is a system message in the middle",
      "Message 8 has a role that a chat does not know",
      "Message 10 follows another message of the user",
      "The call of f has no result",
    ])
      expect(lane.warnings.join("\n")).toContain(words);
  });

  it.each([
    [
      "broken JSON",
      '{"messages": [\n  {"role": "user" "content": "x"}]}',
      "Line 2: This is not JSON: expected a comma or }",
    ],
    ["no list of messages", '{"model": "m", "messages": [}', "Line 1: This is not JSON"],
  ])("with %s is refused with its line", async (_, text, words) => {
    expect(await refusalOf(text)).toContain(words);
  });
});

it("a preset of Switchyard is a lane, and one that is wrong says where", async () => {
  const preset = {
    format: "switchyard-preset",
    version: 1,
    name: "Careful",
    model: null,
    settings: { temperature: 0 },
  };
  expect(await only(JSON.stringify(preset))).toMatchObject({
    form: "Switchyard preset",
    name: "Careful",
    model: null,
    settings: { temperature: 0 },
  });
  expect(await refusalOf(JSON.stringify({ ...preset, settings: { temperature: 9 } }))).toContain(
    "settings.temperature",
  );
});

it("whatever is pasted is read or refused in words, quickly, and never anything else", async () => {
  const odd = [
    "curl 'x",
    "curl -d",
    "curl $(",
    "from openai import",
    "OpenAI(",
    "client.chat.completions.create(",
    "new OpenAI({",
    "{messages:[",
    '{"messages":[',
    "curl x -d '{}' <<E",
    "{",
    "curl ".repeat(5_000),
    "((((".repeat(20_000),
    `from openai import x\n${"f(".repeat(20_000)}`,
    `curl x -d '${"[".repeat(100_000)}'`,
    `{"messages": ${"[".repeat(100_000)}`,
    `import openai\nOpenAI()${".b()".repeat(10_000)}`,
    `import openai\nm = []\n${"m.append(1)\n".repeat(2_000)}x.chat.completions.create(messages=m)`,
    `import openai\n${Array.from({ length: 30 }, (_, at) => `a${at + 1} = [a${at}, a${at}, a${at}]\n`).join("")}x.chat.completions.create(messages=a30)`,
    "import openai\na = b\nb = a\nx.chat.completions.create(messages=a)",
  ];
  for (const text of odd) {
    const startedAt = performance.now();
    await readLaneCode(text, places).catch((error: unknown) => expect(error).toBeInstanceOf(AppError));
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  }
}, 30_000);
