import { ChatPage } from "./support/chat-page";
import { countDestroyed, expect, test } from "./support/test";

const llama = "llama/llama-3.3-70b-instruct";
/** Numbered words, so that a doubled or lost piece shows. */
const longText = Array.from({ length: 400 }, (_, index) => `word${index}`).join(" ");

/** The text in two halves, for what happens in between. */
const firstHalf = longText.slice(0, longText.indexOf("word200"));
const secondHalf = longText.slice(firstHalf.length);

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

test("R3: Stop closes the connection to the provider at once and keeps the text", async ({
  chat,
  aimock,
  page,
}) => {
  aimock.onMessage(/^long$/, { content: longText }, { latency: 60, chunkSize: 12 });
  await chat.open(llama);
  await chat.send("long");
  await expect(chat.lastAnswer).toContainText("word10");
  expect(await countDestroyed(aimock)).toBe(0);
  await chat.stopButton.click();
  await expect.poll(() => countDestroyed(aimock), { intervals: [50], timeout: 500 }).toBe(1);

  await expect(chat.lastAnswer).toContainText("Stopped");
  await expect(chat.lastAnswer).toContainText("word10");
  await expect(chat.lastAnswer).not.toContainText("word399");
  await page.reload();
  await expect(chat.lastAnswer).toContainText("Stopped");
  await expect(chat.lastAnswer).toContainText("word10");
});

test.describe("while an answer is being written", () => {
  test.use({ serverEnv: { LLAMA_BASE_URL: "MANUAL", LLAMA_API_KEY: "sk-e2e" } });

  test("a reload shows the whole text exactly once", async ({ chat, upstream, page }) => {
    await chat.open(llama);
    await chat.send("long");
    const answer = await upstream.answer(0);
    answer.say(firstHalf);
    await expect(chat.lastAnswer).toContainText("word199");
    await page.reload();
    await expect(chat.lastAnswer).toContainText("word199");
    await expect(chat.stopButton).toBeVisible();
    answer.say(secondHalf);
    answer.finish();
    await chat.settled();
    await expect(chat.lastAnswer.getByText(longText, { exact: true })).toBeVisible();
    await expect(chat.answers).toHaveCount(1);
    expect(upstream.requestCount).toBe(1);
  });

  test("a content filter's end is told, and so is an end without any text", async ({
    chat,
    upstream,
    page,
  }) => {
    await chat.open(llama);
    await chat.send("one");
    const filtered = await upstream.answer(0);
    filtered.say("The first half");
    filtered.finish({ reason: "content_filter" });
    await expect(chat.lastAnswer).toContainText("The provider's content filter ended this answer.");
    await chat.send("two");
    (await upstream.answer(1)).finish({ output: 0 });
    await expect(chat.lastAnswer).toContainText("The model ended without an answer.");
    await page.reload();
    await expect(chat.lastAnswer).toContainText("The model ended without an answer.");
    await expect(chat.answers.first()).toContainText("content filter");
  });

  test("a second tab follows it, and both end with the same text", async ({ chat, upstream, context }) => {
    await chat.open(llama);
    await chat.send("long");
    const answer = await upstream.answer(0);
    answer.say(firstHalf);
    await expect(chat.lastAnswer).toContainText("word199");
    const second = new ChatPage(await context.newPage());
    await second.page.goto(chat.page.url());
    await expect(second.lastAnswer).toContainText("word199");
    await expect(second.stopButton).toBeVisible();
    answer.say(secondHalf);
    answer.finish();
    for (const tab of [chat, second]) {
      await tab.settled();
      await expect(tab.lastAnswer.getByText(longText, { exact: true })).toBeVisible();
      await expect(tab.answers).toHaveCount(1);
    }
    expect(upstream.requestCount).toBe(1);
  });

  test("a tab that was open already follows what the other one sends", async ({
    chat,
    upstream,
    context,
  }) => {
    await chat.open(llama);
    await chat.send("first");
    const first = await upstream.answer(0);
    first.say("One.");
    first.finish();
    await chat.settled();
    const second = new ChatPage(await context.newPage());
    await second.page.goto(chat.page.url());
    await expect(second.lastAnswer).toContainText("One.");

    await chat.send("long");
    const answer = await upstream.answer(1);
    answer.say(firstHalf);
    await expect(second.answers).toHaveCount(2);
    await expect(second.lastAnswer).toContainText("word199");
    answer.say(secondHalf);
    answer.finish();
    await second.settled();
    await expect(second.lastAnswer.getByText(longText, { exact: true })).toBeVisible();
  });

  test("a second tab may stop it", async ({ chat, upstream, context }) => {
    await chat.open(llama);
    await chat.send("long");
    const answer = await upstream.answer(0);
    answer.say(firstHalf);
    const second = new ChatPage(await context.newPage());
    await expect(chat.lastAnswer).toContainText("word199");
    await second.page.goto(chat.page.url());
    await second.stopButton.click();
    for (const tab of [chat, second]) await expect(tab.lastAnswer).toContainText("Stopped");
    expect(answer.closedAt).not.toBeNull();
  });

  test("R4: closing the tab does not end it", async ({ chat, upstream, context }) => {
    await chat.open(llama);
    await chat.send("long");
    const answer = await upstream.answer(0);
    answer.say(firstHalf);
    await expect(chat.lastAnswer).toContainText("word199");
    const address = chat.page.url();
    await chat.page.close();
    answer.say(secondHalf);
    answer.finish();
    const later = new ChatPage(await context.newPage());
    await later.page.goto(address);
    await later.settled();
    await expect(later.lastAnswer.getByText(longText, { exact: true })).toBeVisible();
    expect(answer.closedAt).toBeNull();
  });

  test("killing the app keeps the question and the text, marked as interrupted", async ({
    upstream,
    app,
    browser,
  }) => {
    // Pages of their own: they see their app vanish, which a browser writes to its console.
    const chat = new ChatPage(await (await browser.newContext()).newPage());
    await chat.page.goto(`${app.url}/?model=${llama}`);
    await chat.send("long");
    (await upstream.answer(0)).say(firstHalf);
    await expect(chat.lastAnswer).toContainText("word199");
    const chatId = new URL(chat.page.url()).pathname.split("/").at(-1);
    // What is older than 300 ms must survive; a machine with much else to do gets some more.
    const shownAt = performance.now();
    await expect.poll(() => performance.now() - shownAt).toBeGreaterThan(1_000);
    await app.end("SIGKILL");
    await app.start();

    const after = new ChatPage(await (await browser.newContext()).newPage());
    await after.page.goto(`${app.url}/chat/${chatId}`);
    await expect(after.questions).toContainText("long");
    await expect(after.lastAnswer).toContainText("Interrupted");
    await expect(after.lastAnswer).toContainText("word199");
    await expect(after.stopButton).toBeHidden();
    // The page that was open finds its way back by itself.
    await expect(chat.lastAnswer).toContainText("Interrupted", { timeout: 20_000 });
  });
});

test.describe("a conversation", () => {
  test("goes on with another model, which gets the whole history", async ({ chat, aimock }) => {
    aimock.onMessage(/^and now\?$/, { content: "Now I answer." });
    await chat.open("demo/echo");
    await chat.send("first question");
    await chat.settled();
    await chat.chooseModel("llama/llama-3.3-70b-instruct");
    await chat.send("and now?");
    await expect(chat.lastAnswer).toContainText("Now I answer.");
    await expect(chat.answers.first()).toHaveAccessibleName("Answer from Echo");
    await expect(chat.lastAnswer).toHaveAccessibleName("Answer from Llama 3.3 70B Instruct");

    const messages = aimock.getRequests()[0]?.body?.messages as { role: string; content: string }[];
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(messages[0]?.content).toBe("first question");
    expect(messages[1]?.content).toContain("first question");
    expect(messages[2]?.content).toBe("and now?");
  });

  test("keeps every version of an answer and of a question", async ({ chat, aimock, page }) => {
    aimock.onTurn(0, /^one$/, { content: "Answer to one." });
    aimock.onMessage(/^two$/, { content: "Answer to two." });
    await chat.open(llama);
    await chat.send("one");
    await expect(chat.lastAnswer).toContainText("Answer to one.");
    await chat.settled();

    await chat.lastAnswer.getByRole("button", { name: "Regenerate" }).click();
    await expect(chat.lastAnswer).toContainText("2/2");
    await chat.settled();

    await chat.questions.hover();
    await chat.questions.getByRole("button", { name: "Edit message" }).click();
    const edit = page.getByRole("textbox", { name: "Edit message" });
    await edit.fill("two");
    await page.getByRole("button", { name: "Save and run" }).click();
    await expect(chat.lastAnswer).toContainText("Answer to two.");
    await chat.settled();
    await expect(chat.questions).toContainText("2/2");

    await chat.questions.getByRole("button", { name: "Previous version" }).click();
    await expect(chat.questions).toContainText("one");
    await expect(chat.lastAnswer).toContainText("Answer to one.");
    await expect(chat.lastAnswer).toContainText("2/2");
    await page.reload();
    await expect(chat.questions).toContainText("1/2");
    await expect(chat.lastAnswer).toContainText("Answer to one.");
    expect(aimock.getRequests()).toHaveLength(3);
  });
});
