import { expect, test } from "./support/test";

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

const model = "llama/llama-3.3-70b-instruct";

test("a temporary chat answers, survives a reload, is listed nowhere, and can be kept", async ({
  chat,
  page,
  aimock,
}) => {
  aimock.onMessage(/wombat/, { content: "The wombat digs." });
  aimock.onMessage(/echidna/, { content: "The echidna too." });
  await chat.open(model);
  await page.getByRole("link", { name: "Temporary" }).click();
  const bar = page.getByRole("complementary", { name: "Temporary chat" });
  await expect(bar).toContainText("never stored");
  await expect(chat.modelButton).toContainText("Llama 3.3 70B Instruct");
  await chat.send("Tell me of the wombat");
  await chat.settled();
  await expect(chat.lastAnswer).toContainText("The wombat digs.");
  await expect(page).toHaveURL(/\/chat\/temp-/);
  await expect(page.getByRole("navigation", { name: "Chats" })).not.toContainText("wombat");

  await page.reload();
  await expect(chat.lastAnswer).toContainText("The wombat digs.");
  await chat.send("And the echidna?");
  await chat.settled();
  await expect(chat.answers).toHaveCount(2);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(stored).not.toContain("echidna");

  await bar.getByRole("button", { name: "Keep this chat" }).click();
  await expect(page).not.toHaveURL(/temp-/);
  await expect(chat.answers).toHaveCount(2);
  await expect(page.getByRole("navigation", { name: "Chats" })).toContainText("wombat");
  await expect(bar).toBeHidden();
});

test.describe("after a restart", () => {
  test.use({
    expectedComplaint:
      /status of 404|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED_ENCODING/,
  });

  test("a temporary chat is gone with the server, and the tab says so and keeps the text", async ({
    chat,
    page,
    server,
    aimock,
  }) => {
    aimock.onMessage(/wombat/, { content: "The wombat digs." });
    await page.goto(`/?model=${encodeURIComponent(model)}&temporary`);
    await chat.send("Tell me of the wombat");
    await chat.settled();
    await server.restart();
    await chat.send("And now?");
    await expect(page.getByRole("alert").filter({ hasText: "temporary" })).toContainText(
      "forgotten this temporary chat",
    );
    await expect(chat.lastAnswer).toContainText("The wombat digs.");
    await page.reload();
    await expect(page.getByRole("main")).toContainText("Nothing is here");
  });
});
