import { expectNoViolations } from "./support/expect-no-violations";
import { expect, test } from "./support/test";

test("the palette opens chats, what was said, models and actions, with the keyboard alone", async ({
  chat,
  page,
}) => {
  const palette = page.getByRole("dialog", { name: "Command palette" });
  const field = palette.getByRole("combobox");
  const option = (name: string | RegExp) => palette.getByRole("option", { name });
  const run = async (text: string, first: string | RegExp) => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused();
    await page.keyboard.type(text);
    await expect(option(first)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(palette).toBeHidden();
  };

  await chat.open("demo/writer");
  await chat.send("Tell me of the wombat");
  await chat.settled();
  const address = page.url();
  await run("new ch", /^New chat/);
  await expect(page).toHaveURL(/\/$/);
  await expect(chat.composer).toBeFocused();

  // A model is taken for the chat on the screen.
  await run("demo echo", /^Echo/);
  await expect(chat.modelButton).toHaveAccessibleName(/Echo/);
  await expect(chat.composer).toBeFocused();

  await run("wombat", /Tell me of the wombat/);
  await expect(page).toHaveURL(address);
  await expect(chat.questions).toContainText("wombat");

  await page.keyboard.press("Control+k");
  await expect(palette.getByRole("group", { name: "Recent chats" })).toContainText("wombat");
  await page.keyboard.press("ArrowUp");
  await expect(palette.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await expectNoViolations(page, "the palette");
  await page.keyboard.type("zzzz");
  await expect(palette.getByRole("status")).toHaveText("Nothing is called “zzzz”.");
  await page.keyboard.press("Control+k");
  await expect(palette).toBeHidden();

  await run("dark", "Dark theme");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await run("search all", /^Search all chats/);
  await expect(page.getByRole("searchbox", { name: "Search chats" })).toBeFocused();
});

test("the list of shortcuts opens by its keys and its button, and what it lists works", async ({
  chat,
  page,
}) => {
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await chat.open("demo/echo");
  await page.keyboard.type("What?");
  await expect(chat.composer).toHaveValue("What?");
  await expect(sheet).toHaveCount(0);
  await page.keyboard.press("Control+/");
  await expect(sheet).toContainText("Next lane");
  await expectNoViolations(page, "the list of shortcuts");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(chat.composer).toBeFocused();

  await page.keyboard.press("Control+Shift+f");
  await expect(page.getByRole("searchbox", { name: "Search chats" })).toBeFocused();
  const button = page.getByRole("button", { name: "Keyboard shortcuts" });
  await button.focus();
  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
  await page.keyboard.press("?");
  await expect(sheet).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("/");
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press("Control+Shift+o");
  await expect(page).toHaveURL(/\/$/);
});
