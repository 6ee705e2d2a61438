import OpenAI from "openai";
import { expect, test } from "./support/test";

const messages = [{ role: "user" as const, content: "Hello" }];

test("a program uses a demo model through /v1, and the ledger's page shows it", async ({ app, page }) => {
  const openai = new OpenAI({ baseURL: `${app.url}/v1`, apiKey: "none", maxRetries: 0 });
  await page.goto("/usage");
  await expect(page.getByRole("heading", { name: "Nothing ran in the last 30 days" })).toBeVisible();
  const stream = await openai.chat.completions.create({ model: "demo/echo", messages, stream: true });
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  expect(text).toContain("Hello");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /demo\/echo/ }).first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole("radio", { name: "Source" }).check({ force: true });
  await expect(page.getByRole("row", { name: /Other programs/ })).toBeVisible();
  const csv = await page.request.get("/api/usage/csv");
  expect(await csv.text()).toMatch(/demo\/echo,gateway,/);
});

test("a token is made, shown once, used, and revoked while it streams", async ({ app, page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "New token" }).click();
  const form = page.getByRole("form", { name: "New token" });
  await form.getByLabel("Name").fill("Nightly");
  await form.getByLabel("Models").fill("demo/*");
  await page.keyboard.press("Enter");
  const token = (await page.getByText(/^sy_[\w-]{43}$/).textContent()) ?? "";
  const openai = new OpenAI({ baseURL: `${app.url}/v1`, apiKey: token, maxRetries: 0 });
  const stream = await openai.chat.completions.create({
    model: "demo/writer",
    messages: [{ role: "user", content: "Write for a long time" }],
    stream: true,
  });
  const chunks = stream[Symbol.asyncIterator]();
  await chunks.next();
  await page.getByRole("button", { name: "Revoke Nightly" }).click();
  await page.getByRole("group", { name: "Revoke Nightly?" }).getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText(/, revoked/)).toBeVisible();
  const revokedAt = Date.now();
  await expect(async () => {
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next());
  }).rejects.toThrow();
  expect(Date.now() - revokedAt).toBeLessThan(2000);
  await expect(openai.chat.completions.create({ model: "demo/echo", messages })).rejects.toThrow("401");
  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
});

test.describe("a server without a password that was started to be set up", () => {
  test.use({ serverEnv: { SWITCHYARD_SETUP: "on" } });

  test("takes the one-time token of its log, and then the password that was chosen", async ({
    app,
    page,
    chat,
  }) => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/login$/);
    const token = /one-time token:\s+(\S+)/.exec(app.output)?.[1] ?? "";
    await page.getByLabel("Token from the log").fill(token);
    await page.getByLabel("New password").fill("correct horse battery");
    await page.keyboard.press("Enter");
    await expect(chat.composer).toBeVisible();
    await page.goto("/settings");
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page).toHaveURL(/\/login$/);
    await page.getByLabel("Password").fill("correct horse battery");
    await page.keyboard.press("Enter");
    await expect(chat.composer).toBeVisible();
  });
});
