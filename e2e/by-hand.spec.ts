import { expect, test } from "./support/test";

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

const llama = "llama/llama-3.3-70b-instruct";

test("a conversation written by hand, run, and its answer edited, is what the model is sent", async ({
  chat,
  page,
  aimock,
}) => {
  aimock.onMessage(/left\?$/, { content: "Stop, traveller." });
  aimock.onMessage(/^and right\?$/, { content: "Go on." });
  const sent = () => {
    const messages = aimock.getRequests().at(-1)?.body?.messages as { role: string; content: string }[];
    return messages.map(({ role, content }) => `${role}: ${content}`);
  };
  const menu = page.getByRole("button", { name: "Add without running" });
  const add = async (text: string, item: string) => {
    await chat.composer.fill(text);
    await menu.click();
    await page.getByRole("menuitem", { name: item }).click();
    await expect(chat.composer).toHaveValue("");
    await expect(chat.composer).toBeFocused();
  };

  await chat.open(llama);
  await menu.click();
  await expect(page.getByRole("menuitem", { name: "Add as your message" })).toBeDisabled();
  await page.getByRole("menuitem", { name: "System prompt…" }).click();
  await page.getByRole("textbox", { name: "System prompt" }).fill("You are a signpost.");
  await page.getByRole("button", { name: "Close settings" }).click();

  await add("Which way?", "Add as your message");
  await expect(page).toHaveURL(/\/chat\//);
  await add("Left.", "Add as an answer");
  const written = chat.answers.first();
  await expect(written).toHaveAccessibleName("Answer from Written by hand");
  await expect(written).not.toContainText("unknown");
  await add("Why left?", "Add as your message");
  expect(aimock.getRequests()).toHaveLength(0);

  // What has no reply is run from its message, or from the composer.
  await expect(chat.questions.last().getByRole("button", { name: "Run" })).toBeVisible();
  await page.reload();
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chat.lastAnswer).toContainText("Stop, traveller.");
  await chat.settled();
  const before = ["system: You are a signpost.", "user: Which way?", "assistant: Left.", "user: Why left?"];
  expect(sent()).toEqual(before);

  await chat.lastAnswer.getByRole("button", { name: "Edit answer" }).click();
  await page.getByRole("textbox", { name: "Edit message" }).fill("Because of the river.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(chat.lastAnswer).toContainText("Because of the river.");
  await expect(chat.lastAnswer).toContainText("Edited by hand");
  await expect(chat.lastAnswer).toContainText("2/2");
  await expect(chat.lastAnswer).toHaveAccessibleName("Answer from Llama 3.3 70B Instruct");
  await expect(chat.metrics()).toHaveCount(0);
  await chat.send("and right?");
  await expect(chat.lastAnswer).toContainText("Go on.");
  await chat.settled();
  expect(sent()).toEqual([...before, "assistant: Because of the river.", "user: and right?"]);

  // Nothing was destroyed: the first wording still has what it had, with what followed it.
  await chat.answers.nth(1).getByRole("button", { name: "Previous version" }).click();
  await expect(chat.lastAnswer).toContainText("Stop, traveller.");
  await expect(chat.metrics()).toBeVisible();
  expect(aimock.getRequests()).toHaveLength(2);
});
