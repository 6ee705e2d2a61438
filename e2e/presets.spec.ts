import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ChatPage } from "./support/chat-page";
import { expect, test } from "./support/test";

const model = "llama/llama-3.3-70b-instruct";

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e-secret-value" } });

test.beforeEach(({ aimock }) => {
  aimock.onMessage(/./, { content: "Fine." });
});

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const settings = (page: Page) => page.getByRole("button", { name: /^Settings(?:, \d+ set)?$/ });
const presets = (page: Page) => page.getByRole("dialog", { name: "Presets" });
const prompts = (page: Page) => page.getByRole("dialog", { name: "Prompts" });
const row = (page: Page, name: string) => presets(page).getByRole("listitem", { name, exact: true });

async function choose(page: Page, name: string, action: string): Promise<void> {
  await presets(page)
    .getByRole("button", { name: `Options for ${name}`, exact: true })
    .click();
  await page.getByRole("menuitem", { name: action }).click();
  // A menu that is still closing would take the next Escape.
  await expect(page.getByRole("menu")).toBeHidden();
}

test("a preset is saved, used, changed, made the default, exported, deleted and had back", async ({
  chat,
  page,
  aimock,
}) => {
  await chat.open(model);
  await settings(page).click();
  await field(page, "Temperature").fill("0");
  await field(page, "System prompt").fill("Be careful.");
  await field(page, "System prompt").blur();
  await page.getByRole("button", { name: "Presets…" }).click();
  await expect(presets(page)).toContainText("A preset keeps a lane's system prompt");
  await field(page, "Save what this lane has now as").fill("Careful");
  await page.keyboard.press("Enter");
  await expect(row(page, "Careful")).toContainText("System prompt · temperature 0");
  await field(page, "Save what this lane has now as").fill("careful");
  await page.keyboard.press("Enter");
  await expect(presets(page).getByRole("status")).toContainText('There is a preset called "careful" already');
  expect((await new AxeBuilder({ page }).include("[role=dialog]").analyze()).violations).toEqual([]);
  await choose(page, "Careful", "New chats begin with it");
  await expect(row(page, "Careful")).toContainText("new chats");
  await page.keyboard.press("Escape");
  await expect(page.getByText("As in “Careful”")).toBeVisible();

  await field(page, "Temperature").fill("1");
  await field(page, "Temperature").blur();
  await page.getByRole("button", { name: "Import and copy" }).click();
  await page.getByRole("menuitem", { name: "Presets…" }).click();
  await field(page, "Save what this lane has now as").fill("Warm");
  await presets(page).getByRole("checkbox").uncheck();
  await presets(page).getByRole("button", { name: "Save" }).click();
  await expect(row(page, "Warm")).toContainText("any model");
  await choose(page, "Warm", "Rename");
  await field(page, "Name of the preset").fill("Warmer");
  await page.keyboard.press("Enter");
  const saved = page.waitForEvent("download");
  await choose(page, "Warmer", "Save as a file");
  const file = await (await saved).path();
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({
    format: "switchyard-preset",
    version: 1,
    name: "Warmer",
    model: null,
    settings: { instructions: "Be careful.", temperature: 1 },
  });
  await choose(page, "Warmer", "Delete");
  await expect(row(page, "Warmer")).toBeHidden();
  await presets(page).getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Warmer")).toBeVisible();

  const text = JSON.stringify({
    format: "switchyard-preset",
    version: 1,
    name: "From afar",
    model: "nobody/some-model",
    settings: { seed: 7 },
  });
  const pick = (content: string) =>
    presets(page)
      .getByLabel("Preset to import")
      .setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await pick(text.replace('"seed":7', '"headers":{"authorization":"Bearer x"}'));
  await expect(presets(page).getByRole("status")).toContainText(
    "set it for the provider in switchyard.config.json",
  );
  await pick(text);
  await expect(row(page, "From afar")).toContainText('This server has no provider "nobody"');
  await presets(page).getByRole("button", { name: "Use Careful" }).click();
  await expect(field(page, "Temperature")).toHaveValue("0");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(field(page, "Temperature")).toHaveValue("1");

  // Another tab: this one keeps what was set in its own chat that has not begun.
  const tab = new ChatPage(await page.context().newPage());
  await tab.open();
  await expect(settings(tab.page)).toHaveAccessibleName("Settings, 2 set");
  await tab.send("hello");
  await expect(tab.lastAnswer).toContainText("Fine.");
  expect(aimock.getRequests().at(-1)?.body).toMatchObject({
    model: "llama-3.3-70b-instruct",
    temperature: 0,
  });
});

test("a prompt that is being written outlives Escape, until it is saved or given up", async ({
  chat,
  page,
}) => {
  await chat.open(model);
  const begin = async () => {
    await page.getByRole("button", { name: "Prompt library" }).click();
    await prompts(page).getByRole("button", { name: "New prompt" }).click();
  };
  await begin();
  await page.keyboard.type("Sum up");
  await field(page, "Text").fill("An hour's work on {{text}}.");
  await page.keyboard.press("Escape");
  await expect(chat.composer).toBeFocused();
  await begin();
  await expect(field(page, "Title")).toHaveValue("Sum up");
  await expect(field(page, "Text")).toHaveValue("An hour's work on {{text}}.");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await page.getByRole("button", { name: "Back" }).click();
  await prompts(page).getByRole("button", { name: "New prompt" }).click();
  await expect(field(page, "Text")).toHaveValue("");
});

test("prompts with variables are saved, found by a slash and the keyboard, filled, remembered and undone", async ({
  chat,
  page,
}) => {
  await chat.open(model);
  await page.getByRole("button", { name: "Prompt library" }).click();
  await expect(prompts(page)).toContainText("Save what you ask again and again");
  await prompts(page).getByRole("button", { name: "New prompt" }).click();
  await page.keyboard.type("Sum up");
  await field(page, "Text").fill("Sum up {{text}} in {{number of lines}} lines as \\{{json}}.");
  await expect(page.getByText("Asks for: text, number of lines")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await prompts(page).getByRole("button", { name: "New prompt" }).click();
  await page.keyboard.type("Careful reader");
  await page.getByRole("radio", { name: "System prompt" }).check({ force: true });
  await field(page, "Text").fill("Read with care.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(prompts(page).getByRole("option")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(chat.composer).toBeFocused();

  await page.keyboard.type("/");
  await expect(prompts(page).getByRole("combobox", { name: "Search prompts" })).toBeFocused();
  await page.keyboard.type("lines sum");
  await expect(prompts(page).getByRole("option")).toHaveCount(1);
  expect((await new AxeBuilder({ page }).include("[role=dialog]").analyze()).violations).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(field(page, "text")).toBeFocused();
  await page.keyboard.type("this & that");
  await page.keyboard.press("Tab");
  await page.keyboard.type("3");
  await page.keyboard.press("Control+Enter");
  await expect(chat.composer).toHaveValue("Sum up this & that in 3 lines as {{json}}.");
  await expect(chat.composer).toBeFocused();

  await chat.composer.fill("");
  await page.keyboard.type("/");
  await expect(prompts(page)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(field(page, "text")).toHaveValue("this & that");
  await page.getByRole("button", { name: "Back" }).click();
  await prompts(page).getByRole("button", { name: "Delete Sum up" }).click();
  await expect(prompts(page).getByRole("option")).toHaveCount(1);
  await prompts(page).getByRole("button", { name: "Undo" }).click();
  await expect(prompts(page).getByRole("option")).toHaveCount(2);
  // What was typed behind a slash and is no prompt belongs to the message.
  await prompts(page).getByRole("combobox").fill("etc/hosts?");
  await page.keyboard.press("Escape");
  await expect(chat.composer).toHaveValue("/etc/hosts?");

  await settings(page).click();
  await page.getByRole("button", { name: "Prompt library…" }).click();
  await expect(prompts(page).getByRole("option").first()).toContainText("Careful reader");
  await page.keyboard.press("Enter");
  await expect(field(page, "System prompt")).toHaveValue("Read with care.");
});

test("lanes added to a chat begin with what the chat says, before it is stored and after", async ({
  chat,
  page,
}) => {
  await chat.open(model);
  await settings(page).click();
  await field(page, "Seed").fill("7");
  await field(page, "Seed").blur();
  await page.getByRole("button", { name: "Begin with these settings" }).click();
  await expect(page.getByText("Begin with: seed 7.")).toBeVisible();
  await field(page, "Seed").fill("8");
  await page.getByRole("button", { name: "Close settings" }).click();
  await chat.send("hello");
  await chat.settled();
  await page.reload();
  await page.getByRole("button", { name: "Compare with another model" }).click();
  await page.keyboard.press("Escape");
  const second = page.getByRole("group", { name: "Lane 2" });
  await expect(second.getByRole("button", { name: "Settings: seed 7" })).toBeVisible();
  await expect(
    page.getByRole("group", { name: "Lane 1" }).getByRole("button", { name: "Settings: seed 8" }),
  ).toBeVisible();
});

test.describe("two tabs", () => {
  test.use({ expectedComplaint: /status of 409/ });

  test("that change the same are asked which one holds, and lose nothing", async ({ chat, page }) => {
    const choice = (tab: Page) => tab.getByRole("region", { name: "Changed in another tab" });
    const open = async (tab: Page) => {
      await tab.getByRole("button", { name: "Import and copy" }).click();
      await tab.getByRole("menuitem", { name: "Presets…" }).click();
    };
    const set = async (tab: Page, temperature: string) => {
      await field(tab, "Temperature").fill(temperature);
      await field(tab, "Temperature").blur();
      await open(tab);
    };
    await chat.open(model);
    await settings(page).click();
    await set(page, "0");
    await field(page, "Save what this lane has now as").fill("Ours");
    await page.keyboard.press("Enter");
    const other = await page.context().newPage();
    await new ChatPage(other).open(model);
    await settings(other).click();
    await set(other, "1");
    await expect(row(other, "Ours")).toContainText("temperature 0");

    // A name and settings do not stand in each other's way.
    await choose(page, "Ours", "Rename");
    await field(page, "Name of the preset").fill("Everyone's");
    await page.keyboard.press("Enter");
    await choose(other, "Ours", "Update with this lane's settings");
    await expect(row(other, "Everyone's")).toContainText("temperature 1");
    // The same settings do.
    await choose(page, "Everyone's", "Update with this lane's settings");
    await expect(choice(page)).toContainText(/Temperature\s*Yours\s*0\s*The other one\s*1/);
    await expect(row(page, "Everyone's")).toContainText("temperature 1");
    expect((await new AxeBuilder({ page }).include("[role=dialog]").analyze()).violations).toEqual([]);
    await choice(page).getByRole("button", { name: "Save mine as a new one" }).click();
    await expect(row(page, "Everyone's (2)")).toContainText("temperature 0");
    await expect(choice(page)).toBeHidden();
    await choose(page, "Everyone's", "Update with this lane's settings");
    await expect(row(page, "Everyone's")).toContainText("temperature 0");
    await choose(other, "Everyone's", "Update with this lane's settings");
    await expect(choice(other)).toBeVisible();
    await choice(other).getByRole("button", { name: "Take the other one" }).click();
    await expect(row(other, "Everyone's")).toContainText("temperature 0");
    for (const tab of [page, other]) await tab.keyboard.press("Escape");

    // Prompts: what was written stays in the form until one has chosen.
    await page.getByRole("button", { name: "Prompt library" }).first().click();
    await prompts(page).getByRole("button", { name: "New prompt" }).click();
    await page.keyboard.type("Sum up");
    await field(page, "Text").fill("first");
    await page.getByRole("button", { name: "Save" }).click();
    await other.getByRole("button", { name: "Prompt library" }).first().click();
    for (const tab of [page, other])
      await prompts(tab).getByRole("button", { name: "Change Sum up" }).click();
    const save = async (tab: Page, text: string) => {
      await field(tab, "Text").fill(text);
      await tab.getByRole("button", { name: "Save", exact: true }).click();
    };
    await save(page, "written here");
    await expect(prompts(page).getByRole("option")).toContainText("written here");
    await save(other, "written there");
    await expect(choice(other)).toContainText("written here");
    await expect(field(other, "Text")).toHaveValue("written there");
    await choice(other).getByRole("button", { name: "Keep mine" }).press("Enter");
    await expect(prompts(other).getByRole("option")).toContainText("written there");

    // A gateway token's limits.
    await page.goto("/settings#tokens");
    await page.getByRole("button", { name: "New token" }).click();
    await page.getByRole("form", { name: "New token" }).getByLabel("Name").fill("CI");
    await page.getByRole("button", { name: "Make token" }).click();
    await page.getByRole("button", { name: "I have copied it" }).click();
    await other.goto("/settings#tokens");
    for (const tab of [page, other]) await tab.getByRole("button", { name: "Change CI" }).click();
    await field(page, "Dollars per month").fill("5");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("listitem", { name: "CI" })).toContainText("$0 of $5.00 counted");
    await expect(page.getByRole("button", { name: "Change CI" })).toBeFocused();
    await field(other, "Dollars per month").fill("50");
    await other.getByRole("button", { name: "Save" }).click();
    await expect(choice(other)).toContainText("$5.00 a month");
    await choice(other).getByRole("button", { name: "Take the other one" }).click();
    await expect(field(other, "Dollars per month")).toHaveValue("5");
    await field(other, "Models").fill("demo/*");
    await other.getByRole("button", { name: "Save" }).click();
    await expect(other.getByRole("listitem", { name: "CI" })).toContainText("demo/* · $5.00 a month");

    // A lane's settings: what was typed while the other tab saved is no reason to forget that.
    await chat.open(model);
    await chat.send("hello");
    await chat.settled();
    await other.goto(page.url());
    for (const tab of [page, other]) await settings(tab).click();
    await field(other, "System prompt").fill("Written there.");
    for (const [name, text] of [
      ["System prompt", "Written here."],
      ["Temperature", "2"],
    ] as const) {
      await field(page, name).fill(text);
      await field(page, name).blur();
    }
    await expect(field(other, "Temperature")).toHaveValue("2");
    await expect(field(other, "System prompt")).toHaveValue("Written there.");
    await field(other, "System prompt").blur();
    await expect(choice(other)).toContainText(/Written there\..*Written here\./s);
    await choice(other).getByRole("button", { name: "Take the other one" }).press("Enter");
    await expect(field(other, "System prompt")).toHaveValue("Written here.");
    await expect(field(other, "Temperature")).toHaveValue("2");
  });
});
