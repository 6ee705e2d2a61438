import { ChatPage } from "./support/chat-page";
import { expect, test } from "./support/test";

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

const model = "llama/llama-3.3-70b-instruct";

test("what was said is found, lit, and opens where it was said", async ({ chat, page, aimock }) => {
  aimock.onMessage(/wombat/, { content: `${"A long answer. ".repeat(200)} The wombat digs.` });
  aimock.onMessage(/^more$/, { content: "More text. ".repeat(400) });
  aimock.onMessage(/^else$/, { content: "Something else." });
  await chat.open(model);
  await chat.send("Tell me of the wombat");
  await chat.settled();
  await chat.send("more");
  await chat.settled();
  await chat.open(model);
  await chat.send("else");
  await chat.settled();

  await page.keyboard.press("Control+Shift+f");
  const field = page.getByRole("searchbox", { name: "Search chats" });
  await expect(field).toBeFocused();
  await page.keyboard.type("wombat dig");
  const results = page.getByRole("region", { name: "Search results" });
  await expect(results.getByRole("link")).toHaveCount(1);
  await expect(results.locator("mark")).toHaveText(["wombat", "digs"]);
  await page.keyboard.press("ArrowDown");
  await expect(results.getByRole("link")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/chat\/.*\?m=/);
  const answer = chat.answers.first();
  await expect(answer).toHaveAttribute("data-lit");
  await expect(answer).toBeInViewport();
  await expect(answer).not.toHaveAttribute("data-lit");

  await field.fill("nothing has these words");
  await expect(results).toContainText("Nothing found");
  await field.fill("🚀");
  await expect(results).toContainText("Letters and digits are searched");
  await field.press("Escape");
  await expect(page.getByRole("navigation", { name: "Chats" })).toBeVisible();
});

test("an address of a message that is gone opens its chat and says so", async ({ chat, page, aimock }) => {
  aimock.onMessage(/^here$/, { content: "Here it is." });
  await chat.open(model);
  await chat.send("here");
  await expect(page).toHaveURL(/\/chat\//);
  await chat.settled();
  await page.goto(`${page.url()}?m=message-that-is-gone`);
  await expect(
    page
      .getByRole("alert")
      .filter({ hasText: "The message that was looked for is not in this chat any more." }),
  ).toBeVisible();
  await expect(chat.lastAnswer).toContainText("Here it is.");
});

test("a hit on another version of an answer shows that version", async ({ chat, page, aimock }) => {
  aimock.on({ userMessage: /^again$/, sequenceIndex: 0 }, { content: "The first platypus." });
  aimock.on({ userMessage: /^again$/, sequenceIndex: 1 }, { content: "The second echidna." });
  await chat.open(model);
  await chat.send("again");
  await expect(chat.lastAnswer).toContainText("platypus");
  await chat.settled();
  await chat.lastAnswer.getByRole("button", { name: "Regenerate" }).click();
  await expect(chat.lastAnswer).toContainText("echidna");
  await chat.settled();
  await page.getByRole("searchbox", { name: "Search chats" }).fill("platypus");
  await page.getByRole("region", { name: "Search results" }).getByRole("link").first().click();
  await expect(chat.lastAnswer).toContainText("The first platypus.");
});

test("a long chat is read whole, at once and when another browser has gone on with it", async ({
  chat,
  page,
  aimock,
  browser,
  app,
}) => {
  aimock.onMessage(/everything/, {
    content: `${"A chamber for each season.\n\n".repeat(12_000)}The wombat sleeps.`,
  });
  aimock.onMessage(/after that/, { content: "It wakes up." });
  await chat.open(model);
  await chat.send("Tell me everything");
  await chat.settled();
  await page.reload();
  await expect(chat.lastAnswer).toContainText("The wombat sleeps.");

  const other = new ChatPage(await (await browser.newContext({ baseURL: app.url })).newPage());
  await other.page.goto(page.url());
  await other.send("And after that?");
  await expect(other.lastAnswer).toContainText("It wakes up.");
  await other.settled();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(chat.lastAnswer).toContainText("It wakes up.");
});

test("a pinned chat stands above the others, also after a reload", async ({ chat, page, aimock }) => {
  aimock.onMessage(/./, { content: "Yes." });
  for (const text of ["The first chat", "The second chat"]) {
    await chat.open(model);
    await chat.send(text);
    await chat.settled();
  }
  const list = page.getByRole("navigation", { name: "Chats" });
  await expect(list.getByRole("link").first()).toContainText("The second chat");
  const row = list.getByRole("listitem").filter({ hasText: "The first chat" });
  await row.hover();
  await row.getByRole("button", { name: "Options for The first chat" }).click();
  await page.getByRole("menuitem", { name: "Pin" }).click();
  await expect(list.getByRole("link").first()).toContainText("The first chat");
  await page.reload();
  await expect(list.getByRole("heading", { name: "Pinned" })).toBeVisible();
  await expect(list.getByRole("link").first()).toContainText("The first chat");
});

test("everything can be taken out, and brought back as it was", async ({ chat, page, aimock }, testInfo) => {
  aimock.onMessage(/./, { content: "Yes." });
  await chat.open(model);
  await chat.send("Take me along");
  await chat.settled();
  await page.goto("/settings");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export all chats" }).click();
  const file = testInfo.outputPath("export.json");
  await (await download).saveAs(file);

  const data = page.getByRole("group", { name: "Your data" });
  await page.getByLabel("File to import").setInputFiles(file);
  await expect(data.getByRole("status")).toHaveText("Imported: 0 added, 1 were here already.");

  const row = page.getByRole("navigation", { name: "Chats" }).getByRole("listitem");
  await row.hover();
  await row.getByRole("button", { name: "Options for Take me along" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(row).toHaveCount(0);
  await page.getByLabel("File to import").setInputFiles(file);
  await expect(data.getByRole("status")).toHaveText("Imported: 1 added.");
  await expect(row).toHaveCount(1);
  await row.getByRole("link").click();
  await expect(chat.questions).toContainText("Take me along");
  await expect(chat.lastAnswer).toContainText("Yes.");
});

test.describe("a damaged file", () => {
  // What a browser says of a request that is refused.
  test.use({ expectedComplaint: /status of 400/ });

  test("is refused with its line, and changes nothing", async ({ page }) => {
    await page.goto("/settings");
    const text = '{"format":"switchyard-chats","version":1,"chats":[\n{"id":"12345678",\n';
    await page
      .getByLabel("File to import")
      .setInputFiles({ name: "chats.json", mimeType: "application/json", buffer: Buffer.from(text) });
    const data = page.getByRole("group", { name: "Your data" });
    await expect(data.getByRole("alert")).toContainText("Line 3");
    await expect(page.getByRole("navigation", { name: "Chats" }).getByRole("listitem")).toHaveCount(0);
  });
});

test("a fork goes its own way", async ({ chat, page, aimock }) => {
  aimock.onMessage(/^first$/, { content: "One." });
  aimock.onMessage(/^second$/, { content: "Two." });
  await chat.open(model);
  await chat.send("first");
  await chat.settled();
  await chat.send("second");
  await chat.settled();
  const before = page.url();
  await chat.answers.first().getByRole("button", { name: "Fork into a new chat" }).click();
  await expect(page).not.toHaveURL(before);
  await expect(chat.answers).toHaveCount(1);
  await expect(chat.lastAnswer).toContainText("One.");
  await chat.send("second");
  await expect(chat.answers).toHaveCount(2);
  await chat.settled();
  await expect(page.getByRole("navigation", { name: "Chats" })).toContainText("first (fork)");
});

test("a chat of hundreds of messages draws its end first, and the rest as one looks back", async ({
  chat,
  page,
}) => {
  const now = Date.now();
  const laneId = "lanelanelane";
  const messages = Array.from({ length: 300 }, (_, index) => ({
    id: `message-${String(index).padStart(4, "0")}`,
    laneId,
    parentId: index === 0 ? null : `message-${String(index - 1).padStart(4, "0")}`,
    turnId: `turn-${Math.floor(index / 2)}-of-it`,
    role: index % 2 === 0 ? "user" : "assistant",
    parts: [{ type: "text", text: `Number ${index}. ${"Words to fill the line. ".repeat(12)}` }],
    metadata: index % 2 === 0 ? null : answerWith(`run-${index}`, now),
    createdAt: now + index,
  }));
  const lane = { id: laneId, position: 0, model: "demo/echo", settings: {}, leafId: "message-0299" };
  const chatWithMany = {
    id: "long-chat-0001",
    title: "A long chat",
    createdAt: now,
    updatedAt: now,
    pinnedAt: null,
    lanes: [lane],
    messages,
  };
  const file = { format: "switchyard-chats", version: 1, chats: [chatWithMany] };
  const imported = await page.request.post("/api/import", { data: file });
  expect(await imported.json()).toMatchObject({ added: 1 });
  await page.goto("/chat/long-chat-0001");
  await expect(chat.lastAnswer).toContainText("Number 299.");
  await expect(chat.lastAnswer).toBeInViewport();
  expect(await chat.answers.count()).toBeLessThan(60);

  const column = page.getByRole("region", { name: "Conversation" });
  await column.hover();
  for (let turns = 0; turns < 6; turns += 1) await page.mouse.wheel(0, -3_000);
  await expect.poll(() => chat.answers.count()).toBeGreaterThan(40);
  await page.goto("/chat/long-chat-0001?m=message-0101");
  await expect(page.getByRole("article").filter({ hasText: "Number 101." })).toBeInViewport();
  const showAll = page.getByRole("button", { name: /^Show all \d+ earlier messages$/ });
  await expect(async () => {
    // On the way to the button the rest may be drawn already: then it is gone.
    if (await showAll.isVisible()) await showAll.click({ timeout: 2_000 });
    await expect(page.getByRole("article").filter({ hasText: "Number 0." })).toHaveCount(1, {
      timeout: 2_000,
    });
  }).toPass();
});

function answerWith(runId: string, startedAt: number) {
  return {
    runId,
    turnId: "turn",
    model: "demo/echo",
    modelName: "Echo",
    providerName: "Demo",
    simulated: true,
    outcome: "complete",
    finishReason: "stop",
    usage: null,
    timing: { startedAt, firstTokenMs: 1, durationMs: 2, outputTokensPerSecond: null },
    cost: { usd: null, status: "simulated", note: null },
    error: null,
    notices: [],
  };
}
