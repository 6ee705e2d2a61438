import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

/** Everything axe knows in light, and once more in dark what colours decide: the rest is the same. */
async function findViolations(page: Page): Promise<string[]> {
  const light = await new AxeBuilder({ page }).analyze();
  await setScheme(page, "dark");
  const dark = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
  await setScheme(page, "light");
  const list = (scheme: string, { violations }: typeof light) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => `${scheme} ${id}: ${node.target.join(" ")}`));
  return [...list("light", light), ...list("dark", dark)];
}

/** As the theme's own button does, on pages that have none too; colours arrive at once. */
async function setScheme(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
    for (const animation of document.getAnimations())
      if (animation instanceof CSSTransition) animation.finish();
  }, scheme);
}

const screens = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

for (const { width, height } of screens) {
  test.describe(`${width} px wide`, () => {
    test.use({ colorScheme: "light", viewport: { width, height }, reducedMotion: "reduce" } as object);
    test.slow();

    test("axe finds nothing on any page", async ({ page, chat }) => {
      await chat.open();
      expect(await findViolations(page), "a new chat").toEqual([]);
      await chat.send("hello");
      await chat.settled();
      expect(await findViolations(page), "a chat").toEqual([]);
      await chat.modelButton.click();
      await expect(page.getByRole("option").first()).toBeVisible();
      expect(await findViolations(page), "the list of models").toEqual([]);
      await page.goto("/?model=demo/moody");
      await chat.send("401");
      await expect(chat.errorCard()).toBeVisible();
      expect(await findViolations(page), "an error").toEqual([]);
      await page.goto("/models");
      await expect(page.getByRole("table", { name: "Models" })).toBeVisible();
      expect(await findViolations(page), "the catalogue").toEqual([]);
      await page.goto("/usage");
      await expect(page.getByRole("region", { name: "Usage by model" })).toBeVisible();
      expect(await findViolations(page), "the usage").toEqual([]);

      await page.goto("/settings");
      await expect(page.getByRole("heading", { name: "Providers" })).toBeVisible();
      expect(await findViolations(page), "the settings").toEqual([]);
    });

    test("axe finds nothing on lanes, what is said about them, and a model's page", async ({
      page,
      chat,
    }) => {
      await page.goto("/compare?m=demo/echo&m=demo/thinker");
      expect(await findViolations(page), "a new comparison").toEqual([]);
      await chat.send("hello");
      await chat.settled();
      const strip = page.getByRole("group", { name: "Compare the answers" });
      await expect(strip.getByRole("button", { name: /^Fair/ })).toBeVisible();
      expect(await findViolations(page), "a comparison").toEqual([]);
      await strip.getByRole("button", { name: "Differences" }).click();
      await expect(page.getByRole("article", { name: /^Lane 1/ })).toBeVisible();
      expect(await findViolations(page), "the differences").toEqual([]);
      await page.getByRole("tab", { name: "Timeline" }).click();
      expect(await findViolations(page), "the timeline").toEqual([]);
      await page.keyboard.press("Escape");
      await strip.getByRole("button", { name: /^Fair/ }).click();
      await expect(page.getByText("different", { exact: true })).toBeVisible();
      expect(await findViolations(page), "the bodies").toEqual([]);
      await page.goto("/models/wandb/moonshotai/Kimi-K2-Instruct");
      await expect(page.getByRole("region", { name: "Prices" })).toBeVisible();
      expect(await findViolations(page), "a model's page").toEqual([]);
      await page.goto("/models?specs=true&pick=wandb/moonshotai/Kimi-K2-Instruct,demo/echo");
      await expect(page.getByRole("region", { name: "Comparison of models" })).toBeVisible();
      expect(await findViolations(page), "specs side by side").toEqual([]);
      await page.goto("/?temporary");
      await expect(page.getByRole("complementary", { name: "Temporary chat" })).toBeVisible();
      expect(await findViolations(page), "a temporary chat").toEqual([]);
    });

    test("axe finds nothing on the settings of a chat, the import and the copy", async ({ page, chat }) => {
      await chat.open("llama/llama-3.3-70b-instruct");
      await page.getByRole("button", { name: "Settings", exact: true }).click();
      await page.getByRole("textbox", { name: "Temperature" }).fill("5");
      await page.getByRole("textbox", { name: "Seed" }).fill("7");
      await page.getByRole("textbox", { name: "Other body fields" }).fill("{");
      await page.getByRole("button", { name: "Add header" }).click();
      await page.getByRole("textbox", { name: "Value of header 1" }).fill("value");
      await page.getByRole("button", { name: "Add header" }).focus();
      await page.getByRole("textbox", { name: "System prompt" }).focus();
      await expect(page.getByText("a name. Not sent until then.")).toBeVisible();
      expect(await findViolations(page), "the settings").toEqual([]);
      await page.getByRole("button", { name: "Close settings" }).click();
      await expect(page.getByRole("textbox", { name: "System prompt" })).toBeHidden();

      await page.getByRole("button", { name: "Import and copy" }).click();
      await expect(page.getByRole("menuitem", { name: "Import…" })).toBeVisible();
      expect(await findViolations(page), "the menu").toEqual([]);
      await page.getByRole("menuitem", { name: "Import…" }).click();
      const code = page.getByRole("textbox", { name: "Code, or a file dropped here" });
      await code.fill("What is this?");
      await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
      expect(await findViolations(page), "a refused import").toEqual([]);
      await code.fill(
        '{ url: "https://example.com/v1", id: "Qwen/Qwen3-235B", headers: { "X-Team": "yard" } }',
      );
      await expect(page.getByRole("list", { name: "Warnings" })).toBeVisible();
      expect(await findViolations(page), "an import").toEqual([]);
      await page.keyboard.press("Escape");
      await expect(code).toBeHidden();

      await page.getByRole("button", { name: "Import and copy" }).click();
      await page.getByRole("menuitem", { name: "Copy as…" }).click();
      await expect(page.getByRole("figure")).toBeVisible();
      expect(await findViolations(page), "the copy").toEqual([]);
    });

    test.describe("where nothing is", () => {
      test.use({ expectedComplaint: /status of 404/ });

      test("axe finds nothing either", async ({ page }) => {
        await page.goto("/chat/nosuchthing0");
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(await findViolations(page)).toEqual([]);
      });
    });

    test("nothing is wider than the screen", async ({ page, chat }) => {
      await chat.open();
      await chat.send(`A long word: ${"x".repeat(400)}`);
      await chat.settled();
      const shown = [
        { address: new URL(page.url()).pathname, proof: chat.lastAnswer },
        { address: "/", proof: chat.composer },
        { address: "/models", proof: page.getByRole("table", { name: "Models" }) },
        { address: "/usage", proof: page.getByRole("heading", { name: "Usage", exact: true }) },
        { address: "/settings", proof: page.getByRole("heading", { name: "Providers" }) },
      ];
      for (const { address, proof } of shown) {
        await page.goto(address);
        await expect(proof).toBeVisible();
        const found = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(found, address).toBeLessThanOrEqual(width);
      }
    });

    test.describe("with a password", () => {
      test.use({ serverEnv: { SWITCHYARD_PASSWORD: "correct horse battery" } });

      test("axe finds nothing on the sign-in page", async ({ page }) => {
        await page.goto("/login");
        await expect(page.getByLabel("Password")).toBeVisible();
        expect(await findViolations(page), "signing in").toEqual([]);
      });
    });
  });
}

test("a chat can be held with the keyboard alone", async ({ page, chat }) => {
  await chat.open();
  await page.keyboard.type("hello");
  await page.keyboard.press("Enter");
  await chat.settled();
  await expect(chat.composer).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Attach files" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Prompt library" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(chat.modelButton).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search models" })).toBeFocused();
  await page.keyboard.type("echo");
  await page.keyboard.press("Enter");
  await expect(chat.modelButton).toHaveAccessibleName(/Echo/);
  await expect(chat.modelButton).toBeFocused();
  for (const _ of ["library", "files", "composer"]) await page.keyboard.press("Shift+Tab");
  await expect(chat.composer).toBeFocused();
  await page.keyboard.type("again");
  await page.keyboard.press("Enter");
  await expect(chat.lastAnswer).toHaveAccessibleName("Answer from Echo");
});
