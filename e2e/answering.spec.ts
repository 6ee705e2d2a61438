import { ChatPage } from "./support/chat-page";
import { countDestroyed, expect, test } from "./support/test";

const upstreamEnv = { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" };
const llama = "llama/llama-3.3-70b-instruct";
/** Numbered words, so that a doubled or lost piece shows. */
const longText = Array.from({ length: 400 }, (_, index) => `word${index}`).join(" ");

test.describe("while an answer is being written", () => {
  test.use({ serverEnv: upstreamEnv });

  test("Stop closes the connection to the provider at once and keeps the text", async ({
    chat,
    aimock,
    page,
  }) => {
    aimock.onMessage(/^long$/, { content: longText }, { latency: 30, chunkSize: 12 });
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

  test("a reload shows the whole text exactly once", async ({ chat, aimock, page }) => {
    aimock.onMessage(/^long$/, { content: longText }, { latency: 15, chunkSize: 20 });
    await chat.open(llama);
    await chat.send("long");
    await expect(chat.lastAnswer).toContainText("word20");
    await page.reload();
    await expect(chat.lastAnswer).toContainText("word399", { timeout: 20_000 });
    await chat.settled();
    await expect(chat.lastAnswer.getByText(longText, { exact: true })).toBeVisible();
    expect(aimock.getRequests()).toHaveLength(1);
  });

  test("a second tab on the chat follows it, and both end with the same text", async ({
    chat,
    aimock,
    context,
  }) => {
    aimock.onMessage(/^long$/, { content: longText }, { latency: 60, chunkSize: 20 });
    await chat.open(llama);
    await chat.send("long");
    await expect(chat.lastAnswer).toContainText("word10");
    const second = new ChatPage(await context.newPage());
    await second.page.goto(chat.page.url());
    await expect(second.lastAnswer).toContainText("word10");
    await expect(second.stopButton).toBeVisible();
    for (const tab of [chat, second]) {
      await tab.settled();
      await expect(tab.lastAnswer.getByText(longText, { exact: true })).toBeVisible();
      await expect(tab.answers).toHaveCount(1);
    }
    expect(aimock.getRequests()).toHaveLength(1);
  });

  test("a tab that was open already follows what the other one sends", async ({ chat, aimock, context }) => {
    aimock.onMessage(/^first$/, { content: "One." });
    aimock.onMessage(/^long$/, { content: longText }, { latency: 15, chunkSize: 20 });
    await chat.open(llama);
    await chat.send("first");
    await expect(chat.lastAnswer).toContainText("One.");
    await chat.settled();
    const second = new ChatPage(await context.newPage());
    await second.page.goto(chat.page.url());
    await expect(second.lastAnswer).toContainText("One.");

    await chat.send("long");
    await expect(second.answers).toHaveCount(2);
    await expect(second.lastAnswer).toContainText("word10");
    await second.settled();
    await expect(second.lastAnswer.getByText(longText, { exact: true })).toBeVisible();
  });

  test("closing the tab does not end it", async ({ chat, aimock, context }) => {
    aimock.onMessage(/^long$/, { content: longText }, { latency: 10, chunkSize: 20 });
    await chat.open(llama);
    await chat.send("long");
    await expect(chat.lastAnswer).toContainText("word10");
    const address = chat.page.url();
    await chat.page.close();
    const later = new ChatPage(await context.newPage());
    await later.page.goto(address);
    await later.settled();
    await expect(later.lastAnswer.getByText(longText, { exact: true })).toBeVisible();
    expect(await countDestroyed(aimock)).toBe(0);
  });

  test("killing the server keeps the question and the text, marked as interrupted", async ({
    aimock,
    server,
    browser,
  }) => {
    aimock.onMessage(/^long$/, { content: longText }, { latency: 30, chunkSize: 12 });
    // A page of its own: it will see its server vanish, which a browser writes to its console.
    const page = await (await browser.newContext()).newPage();
    const chat = new ChatPage(page);
    await page.goto(`${server.url}/?model=${llama}`);
    await chat.send("long");
    await expect(chat.lastAnswer).toContainText("word20");
    const address = page.url();
    await page.close();
    await server.end("SIGKILL");
    await server.start();

    const after = new ChatPage(await (await browser.newContext()).newPage());
    await after.page.goto(address);
    await expect(after.questions).toContainText("long");
    await expect(after.lastAnswer).toContainText("Interrupted");
    await expect(after.lastAnswer).toContainText("word10");
    await expect(after.stopButton).toBeHidden();
    aimock.onMessage(/^long/, { content: "Second try." });
  });
});

test.describe("a conversation", () => {
  test.use({ serverEnv: upstreamEnv });

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
