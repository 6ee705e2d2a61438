import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });
const address = "/?model=llama/llama-3.3-70b-instruct";

/** Opens a page whose scripts are still on their way. Returns how to let them arrive. */
async function openUnborn(page: Page, path: string): Promise<() => void> {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  await page.unroute("**/_next/static/**/*.js");
  await page.route("**/_next/static/**/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  return arrive;
}

test("what is sent before the page is alive goes out once, as soon as it is", async ({
  chat,
  aimock,
  page,
}) => {
  const turns: string[] = [];
  page.on("request", (request) => request.url().endsWith("/api/turns") && turns.push(request.url()));
  aimock.onMessage(/.*/, { content: "Heard." });

  const arrive = await openUnborn(page, address);
  await chat.composer.pressSequentially("first line");
  await chat.composer.press("Shift+Enter");
  await chat.composer.pressSequentially("second line");
  await chat.composer.press("Enter");
  await chat.composer.press("Enter");
  await expect(chat.composer).toHaveValue("first line\nsecond line");
  await expect(chat.composer).toHaveAttribute("aria-busy", "true");
  arrive();
  await expect(chat.lastAnswer).toContainText("Heard.");
  await expect(chat.questions).toHaveText(/first line\s*second line/);
  await expect(chat.composer).toHaveValue("");
  await expect(chat.composer).not.toHaveAttribute("aria-busy");
  await chat.settled();

  const chatAddress = page.url();
  const arriveAgain = await openUnborn(page, chatAddress);
  await chat.composer.fill("by the button");
  await chat.sendButton.click();
  expect(page.url()).toBe(chatAddress);
  arriveAgain();
  await expect(chat.questions).toHaveCount(2);
  await chat.settled();
  expect(turns).toHaveLength(2);
  const asked = aimock.getRequests().map(({ body }) => body?.messages as { content: string }[]);
  expect(asked.map((messages) => messages.at(-1)?.content)).toEqual([
    "first line\nsecond line",
    "by the button",
  ]);
});

test("what was changed since, was still being composed or stands behind a draft stays in the field", async ({
  chat,
  aimock,
  page,
}) => {
  const arrive = await openUnborn(page, address);
  await expect(chat.sendButton).toHaveCSS("pointer-events", "none");
  await chat.composer.pressSequentially("sent");
  await chat.composer.press("Enter");
  await chat.composer.pressSequentially(" and then changed");
  arrive();
  await page.waitForFunction(() => window.takeEarlySend === undefined);
  await expect(chat.sendButton).toBeEnabled();
  await expect(chat.composer).toBeFocused();
  await expect(chat.composer).toHaveValue("sent and then changed");

  // Its own keys work from now on, and what it holds is a draft.
  await chat.composer.blur();
  const arriveAgain = await openUnborn(page, address);
  await chat.composer.pressSequentially("にほん");
  await chat.composer.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await expect(chat.composer).not.toHaveAttribute("aria-busy");
  await chat.composer.press("Enter");
  arriveAgain();
  await expect(chat.composer).toHaveValue("sent and then changed\n\nにほん");
  await expect(chat.sendButton).toBeEnabled();
  expect(aimock.getRequests()).toHaveLength(0);
  aimock.onMessage(/.*/, { content: "Heard." });
  await chat.composer.press("Enter");
  await expect(chat.lastAnswer).toContainText("Heard.");
  await expect(chat.composer).toHaveValue("");
});

test("what is searched before the page is alive is searched as soon as it is", async ({ page }) => {
  for (const [path, name, found] of [
    ["/", "Search chats", "Search results"],
    ["/models", "Search models", "Models"],
  ] as const) {
    const arrive = await openUnborn(page, path);
    const field = page.getByRole("searchbox", { name });
    await field.pressSequentially("sprinter");
    arrive();
    const results =
      path === "/" ? page.getByRole("region", { name: found }) : page.getByRole("table", { name: found });
    await expect(results).toBeVisible();
    if (path === "/models") await expect(results.getByRole("row", { name: /echo/i })).toBeHidden();
    await expect(field).toHaveValue("sprinter");
  }
});

test.describe("on a server with a password", () => {
  const password = "correct horse battery";
  test.use({ serverEnv: { SWITCHYARD_PASSWORD: password } });

  test("a password sent before the page is alive enters no address, and signs in as soon as it is", async ({
    page,
  }) => {
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));
    const arrive = await openUnborn(page, "/login?to=/models");
    await page.getByLabel("Password").pressSequentially(password);
    await page.getByLabel("Password").press("Enter");
    arrive();
    await expect(page).toHaveURL("/models");
    expect(addresses.filter((address) => address.includes("correct"))).toEqual([]);
  });
});
