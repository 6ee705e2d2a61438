import type { Page } from "@playwright/test";
import { AppServer } from "./support/app-server";
import { expect, test } from "./support/test";

for (const args of [["-H", "0.0.0.0"], []]) {
  test(`S10: without a password the server refuses to listen to everybody: next start ${args.join(" ")}`, async () => {
    const server = await AppServer.create({});
    const code = await server.startAndWaitForExit(args);
    expect(code).toBe(1);
    expect(server.output).toContain("SWITCHYARD_PASSWORD");
    await server.dispose();
  });
}

test.describe("with a password", () => {
  test.use({ serverEnv: { SWITCHYARD_PASSWORD: "correct horse battery" } });

  test("S3: nothing is shown before signing in", async ({ page, request }) => {
    for (const address of ["/", "/models", "/settings", "/chat/nosuchthing0"]) {
      await page.goto(address);
      await expect(page).toHaveURL((url) => url.pathname === "/login");
      await expect(page.getByRole("textbox")).toHaveCount(1);
    }
    for (const address of ["/api/chats", "/api/catalogue", "/api/chats/nosuchthing0"]) {
      expect((await request.get(address)).status()).toBe(401);
    }
  });

  test("the right password opens the door", async ({ page, chat }) => {
    await page.goto("/");
    await page.getByLabel("Password").fill("correct horse battery");
    await page.keyboard.press("Enter");
    await expect(chat.composer).toBeFocused();
    await chat.send("hello");
    await expect(chat.lastAnswer).toContainText("Simulated");
  });

  test("signing in leads on to the page that was asked for, and never to another server", async ({
    page,
  }) => {
    for (const [asked, reached] of [
      ["/usage?days=7", "/usage?days=7"],
      ["/login?to=//evil.example/", "/"],
      ["/login?to=/%5Cevil.example", "/"],
    ] as const) {
      await page.context().clearCookies();
      await page.goto(asked);
      await page.getByLabel("Password").fill("correct horse battery");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(reached);
    }
    await page.goto("/login?to=/settings");
    await expect(page).toHaveURL("/settings");
  });

  test("guessing is refused after a while", async ({ request }) => {
    const attempt = () => request.post("/api/session", { data: { password: "wrong" } });
    const statuses = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await attempt()).status());
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
  });
});

test.describe("with a password, in a page that was left open", () => {
  test.use({ serverEnv: { SWITCHYARD_PASSWORD: "correct horse battery" }, expectedComplaint: /401/ });

  test("a session that ends while a page is open keeps what was typed, and says how to go on", async ({
    page,
    chat,
  }) => {
    const signIn = async (tab: Page) => {
      await tab.goto("/login");
      await tab.getByLabel("Password").fill("correct horse battery");
      await tab.keyboard.press("Enter");
      await expect(tab).not.toHaveURL(/\/login$/);
    };
    await signIn(page);
    await chat.open();
    const ended = await page.evaluate(async () => {
      const headers = { "content-type": "application/json" };
      return (await fetch("/api/sessions", { method: "DELETE", headers })).status;
    });
    expect(ended).toBe(200);
    await chat.send("what I would hate to lose");
    await expect(page.getByText("sign in at /login in another tab")).toBeVisible();
    await expect(chat.composer).toHaveValue("what I would hate to lose");
    const other = await page.context().newPage();
    await signIn(other);
    await chat.composer.press("Enter");
    await expect(chat.lastAnswer).toContainText("what I would hate to lose");
  });
});

test("a base URL that is none ends the start with the name of its variable", async () => {
  const server = await AppServer.create({ LLAMA_BASE_URL: "example.com/v1" });
  expect(await server.startAndWaitForExit(["-H", "127.0.0.1"])).toBe(1);
  expect(server.output).toContain("LLAMA_BASE_URL: must be an address");
  await server.dispose();
});
