import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import type { ChatPage } from "./support/chat-page";
import { expect, test } from "./support/test";
import { makePng } from "./upstreams/sample-files";

test.use({
  serverEnv: {
    LLAMA_BASE_URL: "AIMOCK",
    LLAMA_API_KEY: "sk-e2e-secret-value",
    WANDB_BASE_URL: "AIMOCK",
    WANDB_API_KEY: "sk-e2e-secret-value",
  },
});

const llamaAgent = `import { Agent } from '@mastra/core';

const agent = new Agent({
  name: 'my-agent',
  instructions: 'あなたは頼りになるアシスタントです',
  model: 'llama/cerebras-llama-4-maverick-17b-128e-instruct',
});

const response = await agent.generate('こんにちは！');
const stream = await agent.stream('物語を聞かせてください');
for await (const chunk of stream) {
  console.log(chunk);
}`;

const wandbAgent = `const agent = new Agent({
  name: 'custom-agent',
  model: {
    url: 'https://api.inference.wandb.ai/v1',
    modelId: 'Qwen/Qwen3-235B-A22B-Instruct-2507',
    apiKey: process.env.WANDB_API_KEY,
    headers: {
      'X-Custom-Header': 'value',
    },
  },
});`;

const dynamicAgent = `const agent = new Agent({
  name: 'dynamic-agent',
  model: ({ runtimeContext }) => {
    const useAdvanced = runtimeContext.task === 'complex';
    return useAdvanced
      ? 'llama/llama-4-scout-17b-16e-instruct-fp8'
      : 'llama/cerebras-llama-4-maverick-17b-128e-instruct';
  },
});`;

const generatorType =
  "haystack_integrations.components.generators.meta_llama.chat.chat_generator.MetaLlamaChatGenerator";

const generator = {
  type: generatorType,
  init_parameters: {
    api_key: { type: "env_var", env_vars: ["LLAMA_API_KEY"], strict: true },
    model: "Llama-4-Scout-17B-16E-Instruct-FP8",
    streaming_callback: null,
    api_base_url: "https://api.llama.com/compat/v1/",
    generation_kwargs: { max_tokens: 10, temperature: 0.5, safe_prompt: true },
    timeout: null,
    max_retries: null,
    tools: null,
  },
};

const pipeline = `components:
  generator:
    init_parameters:
      api_base_url: https://api.llama.com/compat/v1/
      api_key: {env_vars: [LLAMA_API_KEY], strict: true, type: env_var}
      generation_kwargs: {max_tokens: 10, temperature: 0.5}
      model: Llama-3.3-70B-Instruct
    type: ${generatorType}
connections: []
connection_type_validation: true
max_runs_per_component: 100
metadata: {}
`;

const menu = (page: Page) => page.getByRole("button", { name: "Import and copy" });
const preview = (page: Page) => page.getByRole("region", { name: "What the chat gets" });
const code = (page: Page) => page.getByRole("textbox", { name: "Code, or a file dropped here" });
const acceptButton = (page: Page) => page.getByRole("button", { name: "Use in this chat" });

async function openImport(page: Page): Promise<void> {
  await menu(page).click();
  await page.getByRole("menuitem", { name: "Import…" }).click();
  await expect(code(page)).toBeFocused();
}

/** Pastes and uses `text`, and asks once. */
async function importAndAsk(page: Page, chat: ChatPage, text: string): Promise<void> {
  await openImport(page);
  await code(page).fill(text);
  await acceptButton(page).click();
  await expect(code(page)).toBeHidden();
  await chat.send("hello");
  await chat.settled();
}

test.beforeEach(async ({ aimock, chat }) => {
  aimock.onMessage(/./, { content: "Fine." });
  await chat.open("demo/echo");
});

test("Mastra 2: the Llama document's agent fills the lane", async ({ page, chat, aimock }) => {
  await importAndAsk(page, chat, llamaAgent);
  expect(aimock.getRequests().at(-1)?.body).toMatchObject({
    model: "cerebras-llama-4-maverick-17b-128e-instruct",
    messages: [
      { role: "system", content: "あなたは頼りになるアシスタントです" },
      { role: "user", content: "hello" },
    ],
  });
});

test("Mastra 2: the W&B document's agent fills the lane with its slashes and its headers", async ({
  page,
  chat,
  aimock,
}) => {
  await importAndAsk(page, chat, wandbAgent);
  const request = aimock.getRequests().at(-1);
  expect(request?.body).toMatchObject({ model: "Qwen/Qwen3-235B-A22B-Instruct-2507" });
  expect(request?.headers["x-custom-header"]).toBe("value");
});

test("Mastra 2: a dynamic agent's models are a choice", async ({ page, chat, aimock }) => {
  await openImport(page);
  await code(page).fill(dynamicAgent);
  const choice = page.getByRole("group", { name: "The text describes 2. Which one?" });
  await expect(choice.getByRole("radio", { name: /the default/ })).toBeChecked();
  await choice.getByRole("radio", { name: /if runtimeContext\.task === 'complex'/ }).check();
  await acceptButton(page).click();
  await chat.send("hello");
  await chat.settled();
  expect(aimock.getRequests().at(-1)?.body).toMatchObject({ model: "llama-4-scout-17b-16e-instruct-fp8" });
});

test("Mastra 2: a model string alone is enough", async ({ page, chat }) => {
  await openImport(page);
  await code(page).fill("wandb/Qwen/Qwen3-235B-A22B-Instruct-2507");
  await expect(preview(page)).toContainText("No settings: the provider decides.");
  await acceptButton(page).click();
  await expect(chat.modelButton).toHaveAccessibleName(/Qwen3 235B/);
});

test("Mastra 2: the trap of an id with a slash beside an address is spelled out", async ({ page }) => {
  await openImport(page);
  await code(page).fill('{ url: "https://api.inference.wandb.ai/v1", id: "Qwen/Qwen3-235B" }');
  await expect(preview(page)).toContainText("wandb/Qwen/Qwen3-235B");
  await expect(preview(page).getByRole("list", { name: "Warnings" })).toContainText(
    'Mastra takes "Qwen" for the provider',
  );
});

test("Haystack 6: another address is not taken over, and says what to do instead", async ({ page }) => {
  await openImport(page);
  await code(page).fill(
    JSON.stringify(generator).replace("https://api.llama.com/compat", "https://llama.example.com"),
  );
  await expect(preview(page).getByRole("list", { name: "Warnings" })).toContainText("LLAMA_BASE_URL");
});

test("Mastra 2: a key that is written out is refused, not repeated, and the text stays", async ({ page }) => {
  const text = wandbAgent.replace("process.env.WANDB_API_KEY", '"sk-live-0123456789abcdef0123"');
  await openImport(page);
  await code(page).fill(text);
  const alert = page.getByRole("alert").filter({ hasText: "raw key" });
  await expect(alert).toContainText(/line 6.*apiKey/i);
  await expect(alert).not.toContainText("sk-live");
  await expect(code(page)).toHaveValue(text);
  await expect(acceptButton(page)).toBeDisabled();
});

test("Haystack 6: the generator's JSON fills the lane", async ({ page, chat, aimock }) => {
  await openImport(page);
  await code(page).fill(JSON.stringify(generator, null, 2));
  await expect(preview(page).getByRole("heading", { name: "Haystack, JSON" })).toBeVisible();
  await acceptButton(page).click();
  await chat.send("hello");
  await chat.settled();
  expect(aimock.getRequests().at(-1)?.body).toMatchObject({
    model: "Llama-4-Scout-17B-16E-Instruct-FP8",
    max_tokens: 10,
    temperature: 0.5,
    safe_prompt: true,
  });
});

test("Haystack 6: a pipeline's YAML from a file fills the lane, and comes back as it was", async ({
  page,
  chat,
  aimock,
}) => {
  await openImport(page);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await chooser).setFiles({
    name: "pipeline.yaml",
    mimeType: "text/yaml",
    buffer: Buffer.from(pipeline),
  });
  await expect(code(page)).toHaveValue(pipeline);
  await acceptButton(page).click();
  await chat.send("hello");
  await chat.settled();
  expect(aimock.getRequests().at(-1)?.body).toMatchObject({
    model: "Llama-3.3-70B-Instruct",
    max_tokens: 10,
    temperature: 0.5,
  });
  await page.getByRole("button", { name: "Settings, 2 set" }).click();
  await expect(page.getByRole("textbox", { name: "Max output tokens" })).toHaveValue("10");
});

test("Haystack 6: a raw key and broken YAML are refused with their place", async ({ page }) => {
  await openImport(page);
  await code(page).fill(
    pipeline.replace("{env_vars: [LLAMA_API_KEY], strict: true, type: env_var}", "LLM|123|abc"),
  );
  await expect(page.getByRole("alert").filter({ hasText: "api_key" })).toContainText("never hold a key");
  await code(page).fill(pipeline.replace("init_parameters:", "init_parameters"));
  await expect(page.getByRole("alert").filter({ hasText: "Line" })).toContainText(/Line \d+/);
  await expect(acceptButton(page)).toBeDisabled();
});

test("a file that is too large is refused, and what was pasted stays", async ({ page }) => {
  await openImport(page);
  await code(page).fill("llama/llama-3.3-70b-instruct");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  const buffer = Buffer.alloc(1_000_001, "x");
  await (await chooser).setFiles({ name: "big.json", mimeType: "application/json", buffer });
  await expect(page.getByRole("alert").filter({ hasText: "big.json" })).toContainText("larger than 1 MB");
  await expect(code(page)).toHaveValue("llama/llama-3.3-70b-instruct");
});

test("closing the import gives the focus back, and changes nothing", async ({ page, chat }) => {
  await openImport(page);
  await code(page).fill(llamaAgent);
  await expect(preview(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(code(page)).toBeHidden();
  await expect(menu(page)).toBeFocused();
  await expect(chat.modelButton).toHaveAccessibleName(/Echo/);
  await openImport(page);
  await expect(code(page)).toHaveValue(llamaAgent);
});

test.describe("copied as code", () => {
  const copyCode = async (page: Page, label: string) => {
    await expect(page.getByRole("figure", { name: label, exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Copy code" }).click();
    await expect(page.getByText("Copied", { exact: true })).toBeAttached();
    return page.evaluate(() => navigator.clipboard.readText());
  };

  test.beforeEach(async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openImport(page);
    await code(page).fill(JSON.stringify(generator));
    await acceptButton(page).click();
    await expect(code(page)).toBeHidden();
  });

  test("the request that the draft would make is written in every form, without its key, and cURL sends it", async ({
    page,
    chat,
    aimock,
  }) => {
    await chat.send("first question");
    await chat.settled();
    await chat.composer.fill("It's the draft");
    await menu(page).click();
    await page.getByRole("menuitem", { name: "Copy as…" }).click();
    for (const tab of ["Python", "JavaScript", "AI SDK", "Mastra", "Haystack"]) {
      await page.getByRole("tab", { name: tab, exact: true }).click();
      const text = await copyCode(page, tab);
      for (const said of ["first question", "Fine.", "It's the draft", "LLAMA_API_KEY"])
        expect(text).toContain(said);
      expect(text).not.toContain("sk-e2e");
    }
    await page.getByRole("tab", { name: "cURL" }).click();
    const command = await copyCode(page, "cURL");
    await promisify(execFile)("sh", ["-c", command], {
      env: { ...process.env, LLAMA_API_KEY: "sk-e2e-secret-value" },
    });
    await page.keyboard.press("Escape");
    await chat.composer.press("Enter");
    await chat.settled();
    const [copied, sent] = aimock.getRequests().slice(-2);
    expect(copied?.body).toEqual(sent?.body);
  });

  test("Haystack 6: the lane is written as Haystack's files, and is read again", async ({ page }) => {
    await menu(page).click();
    await page.getByRole("menuitem", { name: "Copy as…" }).click();
    await page.getByRole("tab", { name: "Haystack" }).click();
    await page.getByRole("radio", { name: "Generator, JSON" }).check({ force: true });
    const json = JSON.parse(await copyCode(page, "Generator, JSON"));
    expect(json.init_parameters.generation_kwargs).toEqual(generator.init_parameters.generation_kwargs);
    await page.getByRole("radio", { name: "Generator, YAML" }).check({ force: true });
    const yaml = await copyCode(page, "Generator, YAML");
    expect(yaml).not.toContain("sk-e2e");
    await page.keyboard.press("Escape");
    await expect(menu(page)).toBeFocused();
    await openImport(page);
    await code(page).fill(yaml);
    await expect(preview(page)).toContainText("llama/Llama-4-Scout-17B-16E-Instruct-FP8");
    await expect(preview(page)).toContainText('"safe_prompt": true');
  });
});

test.describe("requests of other programs", () => {
  const base = "https://api.llama.com/compat/v1";
  const key = "sk-canary0123456789abcdefghij";

  test("a cURL command fills the lane and the message, leaves its key out and asks the same", async ({
    page,
    chat,
    aimock,
  }) => {
    await openImport(page);
    await code(page).fill(`curl ${base}/chat/completions \\
  -H "Authorization: Bearer ${key}" -H 'X-Team: red' \\
  -d '{"model": "Llama-3.3-70B-Instruct", "temperature": 0, "top_k": 40, "stream": true,
    "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "It'\\''s me"}]}'`);
    await expect(preview(page).getByRole("heading", { name: "cURL" })).toBeVisible();
    await expect(preview(page)).toContainText("The header Authorization holds a key and was left out");
    await acceptButton(page).click();
    await expect(chat.composer).toHaveValue("It's me");
    await chat.composer.press("Enter");
    await chat.settled();
    const sent = aimock.getRequests().at(-1);
    expect(sent?.body).toMatchObject({ temperature: 0, top_k: 40, model: "Llama-3.3-70B-Instruct" });
    expect(sent?.body?.messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "It's me" },
    ]);
    expect(sent?.headers["x-team"]).toBe("red");
    expect(JSON.stringify(sent)).not.toContain("canary");
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain("canary");
  });

  test("a conversation with an image and a tool call opens as a chat, whose next request is the program's", async ({
    page,
    chat,
    aimock,
  }) => {
    const image = `data:image/png;base64,${makePng().toString("base64")}`;
    const messages = [
      {
        role: "user",
        content: [
          { type: "text", text: "What is it?" },
          { type: "image_url", image_url: { url: image } },
        ],
      },
      {
        role: "assistant",
        content: "I look.",
        tool_calls: [{ id: "call-1", type: "function", function: { name: "look", arguments: '{"at":1}' } }],
      },
      { role: "tool", tool_call_id: "call-1", content: "a square" },
      { role: "assistant", content: "A **square**." },
      { role: "user", content: "Which colour?" },
    ];
    const tools = [
      { type: "function", function: { name: "look", parameters: { type: "object", properties: {} } } },
    ];
    await openImport(page);
    await code(page).fill(`import OpenAI from "openai";
const client = new OpenAI({ baseURL: "${base}", apiKey: process.env.LLAMA_API_KEY });
const r = await client.chat.completions.create(${JSON.stringify({ model: "llama-4-scout-17b-16e-instruct-fp8", messages, tools }, null, 2)});`);
    await expect(preview(page)).toContainText("Model: [calls look] I look. A **square**.");
    await page.getByRole("button", { name: "Open as a new chat" }).click();
    await expect(page).toHaveURL(/\/chat\//);
    await expect(chat.lastAnswer.locator("strong")).toHaveText("square");
    await expect(page.getByRole("img", { name: /image-1\.png/ })).toBeVisible();
    await expect(chat.composer).toHaveValue("Which colour?");
    await chat.composer.press("Enter");
    await chat.settled();
    const body = aimock.getRequests().at(-1)?.body;
    expect(body?.stream).not.toBe(true);
    // A message here has its files before its text.
    const [first, ...others] = messages;
    const parts = Array.isArray(first?.content) ? first.content.toReversed() : [];
    expect(body?.messages).toEqual([{ ...first, content: parts }, ...others]);
    expect(body?.tools).toEqual(tools);
  });

  test("what cannot be read says the line and what to do, and a model of several providers is chosen", async ({
    page,
  }) => {
    await openImport(page);
    await code(page).fill(`curl ${base}/chat/completions \\\n  -d @body.json`);
    await expect(page.getByRole("alert").filter({ hasText: "Line" })).toContainText(
      "Line 2: The body is in body.json",
    );
    await expect(acceptButton(page)).toBeDisabled();
    await code(page).fill('{"model": "x",\n "messages": [{"role": "user" "content": "x"}]}');
    await expect(page.getByRole("alert").filter({ hasText: "Line" })).toContainText(
      "Line 2: This is not JSON: expected a comma",
    );
    await code(page).fill('{"model": "wandb/some/model", "messages": [{"role": "user", "content": "x"}]}');
    await expect(preview(page)).toContainText("wandb/some/model");
    await code(page).fill(
      'from openai import OpenAI\nclient = OpenAI(base_url="https://elsewhere.example/v1")\nclient.chat.completions.create(model="m", messages=[{"role": "user", "content": "x"}])',
    );
    await expect(preview(page)).toContainText("https://elsewhere.example/v1 is not known here");
    await expect(preview(page)).toContainText("demo/echo (stays)");
  });
});

test("the demo, which has no address, is asked through this server", async ({ page }) => {
  await menu(page).click();
  await page.getByRole("menuitem", { name: "Copy as…" }).click();
  const dialog = page.getByRole("dialog", { name: "Copy as code" });
  await expect(dialog.getByRole("figure", { name: "cURL" })).toContainText("/v1/chat/completions");
  await expect(dialog).toContainText("SWITCHYARD_TOKEN");
});
