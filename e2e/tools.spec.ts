import AxeBuilder from "@axe-core/playwright";
import type { LLMock } from "@copilotkit/aimock";
import type { Locator, Page } from "@playwright/test";
import { mcpStdioCommand } from "@/e2e/upstreams/mcp-stdio-command";
import { startMcpHttpServer } from "@/e2e/upstreams/start-mcp-http-server";
import { test as base, expect } from "./support/test";

const model = "llama/llama-3.3-70b-instruct";

/** The app with one MCP server over HTTP, one over stdio, and one that is not there. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  serverConfig: async ({}, use) => {
    const http = await startMcpHttpServer();
    await use({
      mcpServers: {
        yard: { url: http.url },
        depot: { ...mcpStdioCommand, trusted: true },
        gone: { url: "http://127.0.0.1:9/mcp" },
      },
    });
    await http.close();
  },
});

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e-secret-value" } });

const cards = (page: Page, name: string) => page.getByRole("group", { name: `Tool call: ${name}` });

async function openTools(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^Settings(?:, \d+ set)?$/ }).click();
  await page.getByRole("button", { name: "Choose tools…" }).click();
  return page.getByRole("dialog", { name: "Tools" });
}

async function closeTools(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Tools" })).toBeHidden();
}

async function addFunction(tools: Locator, tool: object, result?: string): Promise<void> {
  await tools.getByRole("button", { name: "Add functions" }).click();
  await tools.getByRole("textbox", { name: "Functions" }).fill(JSON.stringify(tool));
  if (result !== undefined) await tools.getByRole("textbox", { name: "What each call returns" }).fill(result);
  await tools.getByRole("button", { name: "Add", exact: true }).click();
}

/** The messages of the last request, as aimock saw them. */
function lastMessages(aimock: LLMock): { role?: string; content?: unknown }[] {
  const messages = aimock.getRequests().at(-1)?.body?.messages;
  return Array.isArray(messages) ? messages : [];
}

const weather = {
  name: "get_weather",
  description: "The weather in a city",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
const weatherCall = (id: string, city: string) => ({
  id,
  name: "get_weather",
  arguments: JSON.stringify({ city }),
});

test("demo/tools makes two calls at once, and a denied call tells the model why", async ({ chat, page }) => {
  await chat.open("demo/tools");
  const tools = await openTools(page);
  await tools.getByRole("checkbox", { name: "calculator", exact: true }).focus();
  await page.keyboard.press("Space");
  await tools.getByRole("checkbox", { name: "current_time", exact: true }).check();
  expect((await new AxeBuilder({ page }).include("[role=dialog]").analyze()).violations).toEqual([]);
  await closeTools(page);
  await chat.send("With the calculator: 6 * 7. And the current time, please.");
  await expect(cards(page, "calculator")).toContainText("finished");
  await expect(cards(page, "calculator")).toContainText("42");
  await expect(cards(page, "current_time")).toContainText("finished");
  await chat.settled();
  await expect(chat.lastAnswer).toContainText("All 2 tools have answered");

  await page.getByRole("button", { name: "Change tools…" }).click();
  await tools.getByRole("checkbox", { name: "current_time", exact: true }).uncheck();
  await tools.getByRole("checkbox", { name: "Ask before calculator is called" }).check();
  await closeTools(page);
  await chat.send("With the calculator: 2 ^ 10");
  const waiting = cards(page, "calculator").last();
  await expect(waiting).toContainText("waits for you");
  expect((await new AxeBuilder({ page }).include("main").analyze()).violations).toEqual([]);
  await waiting.getByRole("button", { name: "Deny, with a reason…" }).focus();
  await page.keyboard.press("Enter");
  await expect(waiting.getByRole("textbox", { name: /^Reason/ })).toBeFocused();
  await page.keyboard.type("too dear");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(waiting).toContainText("denied");
  await chat.settled();
  await expect(chat.lastAnswer).toContainText("The user did not allow this call: too dear");

  await page.reload();
  await expect(cards(page, "calculator").last()).toContainText("too dear");
  await expect(cards(page, "calculator").first()).toContainText("42");
});

test("with aimock: two calls, one that fails, one with malformed arguments, one answered by hand", async ({
  chat,
  page,
  aimock,
}) => {
  aimock.on(
    { userMessage: /parallel/, hasToolResult: false },
    { toolCalls: [weatherCall("a", "Paris"), weatherCall("b", "Ulm")] },
  );
  aimock.on({ userMessage: /parallel/, hasToolResult: true }, { content: "Both are sunny." });
  aimock.on(
    { userMessage: /broken/, toolCallId: "bad" },
    { toolCalls: [{ id: "sum", name: "calculator", arguments: '{"expression":"1 +"}' }] },
  );
  aimock.on({ userMessage: /broken/, toolCallId: "sum" }, { content: "I give up." });
  aimock.on(
    { userMessage: /broken/ },
    { toolCalls: [{ id: "bad", name: "get_weather", arguments: '{"city": "Par' }] },
  );
  aimock.on({ userMessage: /asked/, toolCallId: "t" }, { content: "It is cold." });
  aimock.on({ userMessage: /asked/ }, { toolCalls: [{ id: "t", name: "get_tide", arguments: "{}" }] });

  await chat.open(model);
  const tools = await openTools(page);
  await addFunction(tools, weather, "sunny");
  await addFunction(tools, { name: "get_tide", parameters: { type: "object", properties: {} } });
  await tools.getByRole("checkbox", { name: "calculator", exact: true }).check();
  await closeTools(page);

  await chat.send("parallel");
  await expect(chat.lastAnswer).toContainText("Both are sunny.");
  await chat.settled();
  await expect(cards(page, "get_weather")).toHaveCount(2);
  await expect(cards(page, "get_weather").last()).toContainText("Ulm");
  expect(lastMessages(aimock).filter(({ role }) => role === "tool")).toMatchObject([
    { tool_call_id: "a", content: "sunny" },
    { tool_call_id: "b", content: "sunny" },
  ]);

  await chat.send("broken");
  await expect(chat.lastAnswer).toContainText("I give up.");
  await chat.settled();
  const malformed = chat.lastAnswer.getByRole("group", { name: "Tool call: get_weather" });
  await expect(malformed).toContainText("failed");
  await expect(malformed).toContainText('{"city": "Par');
  await expect(malformed).toContainText("The model wrote arguments that are no JSON, so nothing was called.");
  await expect(malformed).not.toContainText("Invalid input");
  const failed = chat.lastAnswer.getByRole("group", { name: "Tool call: calculator" });
  await expect(failed).toContainText("Expected a number, but the expression ends.");

  await chat.send("asked");
  const asked = cards(page, "get_tide");
  await asked.getByRole("textbox", { name: "Result, as JSON or plain text" }).fill('{"metres": -4}');
  await asked.getByRole("button", { name: "Send this result" }).click();
  await expect(chat.lastAnswer).toContainText("It is cold.");
  await expect(asked).toContainText("answered by hand");
  expect(lastMessages(aimock).at(-1)).toMatchObject({ role: "tool", content: '{"metres":-4}' });
});

test("tools of MCP servers over HTTP and stdio are called, and one that is not there says so", async ({
  chat,
  page,
}) => {
  await chat.open("demo/tools");
  const tools = await openTools(page);
  const yard = tools.getByRole("region", { name: "MCP server yard" });
  const depot = tools.getByRole("region", { name: "MCP server depot" });
  await yard.getByRole("checkbox", { name: "count_wagons", exact: true }).check();
  await depot.getByRole("checkbox", { name: "derail", exact: true }).check();
  await expect(tools.getByRole("region", { name: "MCP server gone" })).toContainText("cannot be used");
  await closeTools(page);
  await chat.send("count wagons and derail");
  const counted = cards(page, "yard__count_wagons");
  await counted.getByRole("button", { name: "Allow" }).click();
  await expect(counted).toContainText(/\d+ wagons on track/);
  const derailed = cards(page, "depot__derail");
  await expect(derailed).toContainText("failed");
  await expect(derailed).toContainText("The points are frozen.");
  await chat.settled();
  await expect(chat.lastAnswer).toContainText("All 2 tools have answered");
});

test("a call that is cut off in the middle of its arguments says why, keeps them, and is not asked for again", async ({
  chat,
  page,
  aimock,
}) => {
  const begun = { toolCalls: [{ id: "cut", name: "get_weather", arguments: '{"city": "Par' }] };
  aimock.on({ userMessage: /limit$/ }, { ...begun, finishReason: "length" });
  aimock.on({ userMessage: /line$/ }, begun, { chunkSize: 4, truncateAfterChunks: 4, latency: 50 });
  await chat.open(model);
  await addFunction(await openTools(page), weather, "sunny");
  await closeTools(page);

  await chat.send("limit");
  await chat.settled();
  const call = chat.lastAnswer.getByRole("group", { name: "Tool call: get_weather" });
  await expect(call).toContainText("cut off");
  await expect(call).toContainText('{"city": "Par');
  await expect(call).toContainText(
    "The answer reached its output limit in the middle of these arguments, so nothing was called. Raise the limit in the settings and ask again.",
  );
  await expect(chat.lastAnswer).not.toContainText(/Invalid input|JSON/);
  expect(aimock.getRequests()).toHaveLength(1);

  await chat.send("line");
  await expect(chat.answers).toHaveCount(2);
  await chat.settled();
  await expect(call).toContainText("cut off");
  await expect(call).toContainText('{"ci');
  await expect(call).toContainText(
    "The answer ended in the middle of these arguments, so nothing was called. Ask again.",
  );
  expect(aimock.getRequests()).toHaveLength(2);
  await page.reload();
  await expect(call).toContainText("The answer ended in the middle of these arguments");
});

test("a call with a long name asks, and is shown as denied, within the width of a phone", async ({
  chat,
  page,
  aimock,
}) => {
  const name = "search_the_archives_of_all_railways_of_the_world_for_wagons";
  aimock.on({ userMessage: /./, toolCallId: "long" }, { content: "Then not." });
  aimock.on({ userMessage: /./ }, { toolCalls: [{ id: "long", name, arguments: "{}" }] });
  await chat.open(model);
  const tools = await openTools(page);
  await addFunction(tools, { name, parameters: { type: "object", properties: {} } }, "none");
  await tools.getByRole("checkbox", { name: `Ask before ${name} is called` }).check();
  await closeTools(page);
  await page.getByRole("button", { name: "Close settings" }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await chat.send("Where are they?");
  const call = cards(page, name);
  const listTooWide = () =>
    call
      .locator("p")
      .evaluateAll((lines) =>
        lines.flatMap((line) => (line.scrollWidth > line.clientWidth ? line.textContent : [])),
      );
  await expect(call.getByRole("button", { name: "Deny", exact: true })).toBeVisible();
  expect(await listTooWide()).toEqual([]);
  await call.getByRole("button", { name: "Deny, with a reason…" }).click();
  await call.getByRole("textbox", { name: /^Reason/ }).fill("It takes hours.");
  await call.getByRole("button", { name: "Deny", exact: true }).click();
  await expect(call).toContainText("denied");
  await expect(call).toContainText("It takes hours.");
  expect(await listTooWide()).toEqual([]);
});
