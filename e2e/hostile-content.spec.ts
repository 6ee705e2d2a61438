import type { Page } from "@playwright/test";
import { Canary } from "./hostile/canary";
import { listExfiltrationPayloads } from "./hostile/exfiltration-payloads";
import { scriptPayloads } from "./hostile/script-payloads";
import { toExportedChat, toExportFile } from "./hostile/to-export-file";
import type { ChatPage } from "./support/chat-page";
import { test as base, expect } from "./support/test";

const model = "llama/llama-3.3-70b-instruct";
const llama = { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" };

const test = base.extend<{ canary: Canary }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  canary: async ({}, use) => {
    const canary = new Canary();
    await canary.start();
    await use(canary);
    await canary.stop();
  },
});

test.use({ serverEnv: llama });

/** Brings these chats into the app. */
async function plant(page: Page, chats: readonly object[]): Promise<void> {
  const imported = await page.request.post("/api/import", { data: toExportFile(chats) });
  expect(await imported.json()).toMatchObject({ added: chats.length });
}

async function showAll(page: Page): Promise<void> {
  const earlier = page.getByRole("button", { name: /^Show all \d+ earlier messages$/ });
  await expect(page.getByRole("article").first()).toBeVisible();
  if (await earlier.isVisible()) await earlier.click();
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Has each batch of texts streamed as one answer, in small pieces. */
async function streamBatches(options: {
  chat: ChatPage;
  say: (batch: number, text: string) => void;
  batches: readonly string[][];
}): Promise<void> {
  const { chat, say, batches } = options;
  await chat.open(model);
  for (const [index, texts] of batches.entries()) {
    say(index, `${texts.join("\n\n")}\n\nThe end of batch ${index}.`);
    await chat.send(`batch ${index}`);
    await expect(chat.lastAnswer).toContainText(`The end of batch ${index}.`);
    await chat.settled();
  }
}

for (const policy of ["on", "off"] as const) {
  test.describe(`with the content security policy ${policy}`, () => {
    test.use({ bypassCSP: policy === "off" });

    test("S6: sixty ways to carry a chat away make no request", async ({
      chat,
      page,
      context,
      aimock,
      app,
      canary,
    }) => {
      const payloads = listExfiltrationPayloads(canary.url);
      expect(payloads).toHaveLength(60);
      const elsewhere: string[] = [];
      context.on("request", (request) => {
        if (new URL(request.url()).origin !== app.url) elsewhere.push(request.url());
      });
      const say = (batch: number, content: string) =>
        aimock.on(
          { userMessage: new RegExp(`^batch ${batch}$`) },
          { content, reasoning: content },
          { chunkSize: 7 },
        );
      await streamBatches({ chat, say, batches: inBatches(payloads, 20) });
      await page.reload();
      await expect(chat.lastAnswer).toContainText("The end of batch 2.");
      // Each by itself as well: what stands before it could hide it.
      const answers = payloads.map((text) => ({ parts: [{ type: "text", text }] }));
      await plant(page, [toExportedChat({ id: "carried-away", title: "Carried away", answers })]);
      await page.goto("/chat/carried-away");
      await showAll(page);
      await expect(chat.answers).toHaveCount(60);
      const links = chat.answers.locator(`a[href^="${canary.url}"]`);
      await expect.poll(() => links.count()).toBeGreaterThan(20);
      await links.first().hover();
      await page.waitForLoadState("networkidle");
      expect(elsewhere).toEqual([]);
      expect(canary.heard).toEqual([]);
      if (policy === "on") return;
      // Nothing but the renderer held them back: an image of the page's own does get out.
      await page.evaluate((url) => {
        new Image().src = url;
      }, `${canary.url}/control`);
      await expect.poll(() => canary.heard).toContain("/control");
      expect(elsewhere).toEqual([`${canary.url}/control`]);
    });
  });
}

/** What of the page could run a text as code. */
async function listRunnable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.body.querySelectorAll("*")) {
      const outer = element.outerHTML.slice(0, 200);
      if (element.matches("iframe, object, embed, base, :is(article, nav) script, [srcdoc]"))
        found.push(outer);
      if ([...element.attributes].some(({ name }) => /^on/i.test(name))) found.push(outer);
      const isLink = element instanceof HTMLAnchorElement && element.hasAttribute("href");
      if (isLink && !["http:", "https:", "mailto:"].includes(element.protocol)) found.push(outer);
    }
    return found;
  });
}

test.describe("texts that would be code", () => {
  test.use({
    // The policy alone would hold most of them back.
    bypassCSP: true,
  });

  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "__hit", { set: () => console.error("A text has run as code.") });
    });
    page.on("dialog", (dialog) => {
      throw new Error(`A text has opened a dialog: ${dialog.message()}`);
    });
  });

  test("S7: none of 120 runs in an answer, its thinking or its error, streamed and after a reload", async ({
    chat,
    page,
    aimock,
  }) => {
    expect(new Set(scriptPayloads).size).toBe(120);
    const say = (batch: number, content: string) =>
      aimock.on(
        { userMessage: new RegExp(`^batch ${batch}$`) },
        { content, reasoning: content },
        { chunkSize: 11 },
      );
    await streamBatches({ chat, say, batches: inBatches(scriptPayloads, 40) });
    for (const [index, texts] of inBatches(scriptPayloads, 40).entries()) {
      const message = texts.join(" ").slice(0, 480);
      aimock.on({ userMessage: new RegExp(`error ${index}$`) }, { error: { message }, status: 400 });
      await chat.send(`error ${index}`);
      await expect(chat.errorCard()).toContainText("__hit");
    }
    expect(await listRunnable(page)).toEqual([]);
    await page.reload();
    await showAll(page);
    await expect(chat.answers).toHaveCount(6);
    await expect(chat.answers.nth(2)).toContainText("The end of batch 2.");
    expect(await listRunnable(page)).toEqual([]);
  });
});
