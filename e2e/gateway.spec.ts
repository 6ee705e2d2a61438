import type { Page } from "@playwright/test";
import OpenAI from "openai";
import { expect, test } from "./support/test";

/** Everything that scripts of the page could read of what the browser keeps. */
function readStorage(page: Page): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  );
}

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
  await page.getByRole("toolbar", { name: "Days" }).getByRole("button").last().click();
  const ofToday = page.getByRole("region", { name: /Usage by source on/ });
  await expect(ofToday.getByRole("row", { name: /Other programs/ })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(ofToday.getByRole("row", { name: "Nothing ran on this day." })).toBeVisible();
  await page.reload();
  await expect(ofToday.getByRole("row", { name: "Nothing ran on this day." })).toBeVisible();
  await page.getByRole("button", { name: "All 30 days" }).click();
  await expect(page.getByRole("row", { name: /Other programs/ })).toBeVisible();
  const csv = await page.request.get("/api/usage/csv");
  expect(await csv.text()).toMatch(/demo\/echo,gateway,/);
});

test("S12: a token is made, shown once, kept nowhere in the browser, used, and revoked while it streams", async ({
  app,
  page,
}) => {
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
  expect(await readStorage(page)).not.toContain(token);
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
    await chat.send("Hello");
    await chat.settled();
    // S12: the session is in a cookie that no script can read.
    const kept = await readStorage(page);
    for (const secret of [token, "correct horse battery", "switchyard="]) expect(kept).not.toContain(secret);
  });
});

test.describe("through the built app's own server", () => {
  test.use({ serverEnv: { LLAMA_BASE_URL: "MANUAL", LLAMA_API_KEY: "sk-e2e-gateway" } });
  const model = "llama/llama-3.3-70b-instruct";

  test("R1 and R2: a client that leaves closes the provider's connection, before and after the first token", async ({
    app,
    upstream,
  }) => {
    const openai = new OpenAI({ baseURL: `${app.url}/v1`, apiKey: "none", maxRetries: 0 });
    for (const tokens of [0, 10]) {
      const leave = new AbortController();
      const asking = openai.chat.completions.create(
        { model, messages, stream: true },
        { signal: leave.signal },
      );
      const answer = await upstream.answer(tokens === 0 ? 0 : 1);
      const stream = await asking;
      const chunks = stream[Symbol.asyncIterator]();
      await chunks.next();
      for (let token = 0; token < tokens; token += 1) {
        answer.say("word ");
        await chunks.next();
      }
      const leftAt = performance.now();
      leave.abort();
      await expect.poll(() => answer.closedAt, { intervals: [10] }).not.toBeNull();
      expect((answer.closedAt ?? Number.NaN) - leftAt).toBeLessThan(500);
    }
  });

  test("S12 and S13: answers are not cached, sniffed, framed or compressed, and carry no key", async ({
    app,
    upstream,
  }) => {
    const asking = fetch(`${app.url}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-encoding": "gzip, br" },
      body: JSON.stringify({ model, messages, stream: true }),
    });
    const answer = await upstream.answer(0);
    answer.say("Hi");
    answer.finish();
    const response = await asking;
    const text = await response.text();
    expect(text).toMatch(/"total_tokens":12\}\}\n\ndata: \[DONE\]\n\n$/);
    expect(text + JSON.stringify([...response.headers])).not.toContain("sk-e2e-gateway");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-store, no-transform",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
    expect(response.headers.get("content-encoding")).toBeNull();
    const refused = await fetch(`${app.url}/v1/models/nothing`);
    expect(refused.headers.get("cache-control")).toBe("private, no-store");
    expect(refused.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("pages of other origins are let in by name only", async ({ app }) => {
    const ask = (method: string, origin: string) =>
      fetch(`${app.url}/v1/models`, { method, headers: { origin } });
    expect((await ask("OPTIONS", "https://app.example")).status).toBe(403);
    expect((await ask("GET", "https://app.example")).headers.get("access-control-allow-origin")).toBeNull();
  });
});

test.describe("with room for three answers", () => {
  const metricsToken = "a-token-for-prometheus";
  test.use({
    serverEnv: {
      LLAMA_BASE_URL: "MANUAL",
      LLAMA_API_KEY: "sk-e2e-gateway",
      SWITCHYARD_MAX_RUNS: "3",
      SWITCHYARD_METRICS_TOKEN: metricsToken,
    },
  });

  test("the fourth is refused at once, in OpenAI's form, is no run, and may come when one has ended", async ({
    app,
    instances,
    upstream,
  }) => {
    // Each process has room of its own, and counts for itself.
    const room = 3 * instances;
    const ask = () =>
      fetch(`${app.url}/v1/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ model: "llama/llama-3.3-70b-instruct", messages, stream: true }),
      });
    const asked = Array.from({ length: 30 }, ask);
    const answers = await Promise.all(Array.from({ length: room }, (_, index) => upstream.answer(index)));
    for (const answer of answers) answer.say("Hi");
    const responses = await Promise.all(asked);
    const refused = responses.filter(({ status }) => status === 503);
    expect(refused).toHaveLength(30 - room);
    for (const response of refused) {
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "retry-after": "1",
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
      });
      expect(await response.json()).toMatchObject({ error: { type: "server_error", code: "overloaded" } });
    }
    const readMetrics = async () => {
      const headers = { authorization: `Bearer ${metricsToken}` };
      return (await fetch(`${app.url}/api/metrics`, { headers })).text();
    };
    expect(await readMetrics()).toContain(
      `switchyard_refused_total{code="overloaded"} ${(30 - room) / instances}`,
    );
    for (const answer of answers) answer.finish();
    const whole = await Promise.all(responses.filter(({ status }) => status === 200).map((r) => r.text()));
    expect(whole.filter((text) => text.includes("[DONE]"))).toHaveLength(room);
    await expect.poll(readMetrics).toContain('outcome="complete"} 3');
    const next = ask();
    (await upstream.answer(room)).finish();
    expect((await next).status).toBe(200);
  });
});

test.describe("with an origin that is let in", () => {
  test.use({ serverEnv: { SWITCHYARD_CORS_ORIGINS: "https://app.example" } });

  test("a page of it may stream, others may not", async ({ app }) => {
    const ask = (origin: string) =>
      fetch(`${app.url}/v1/chat/completions`, {
        method: "POST",
        headers: { origin, "content-type": "application/json", "sec-fetch-site": "cross-site" },
        body: JSON.stringify({ model: "demo/echo", messages, stream: true }),
      });
    const allowed = await ask("https://app.example");
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(allowed.headers.get("access-control-expose-headers")).toBe("*");
    expect(await allowed.text()).toContain("[DONE]");
    expect((await ask("https://evil.example")).status).toBe(403);
    const preflight = await fetch(`${app.url}/v1/chat/completions`, {
      method: "OPTIONS",
      headers: { origin: "https://app.example", "access-control-request-headers": "authorization" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization");
  });
});

test("what /v1 does not have, or not by that method, is refused as OpenAI's clients read it", async ({
  app,
}) => {
  const openai = new OpenAI({ baseURL: `${app.url}/v1`, apiKey: "none", maxRetries: 0 });
  await expect(openai.responses.create({ model: "demo/echo", input: "Hello" })).rejects.toMatchObject({
    status: 404,
    type: "not_found_error",
    message: expect.stringContaining("There is no /v1/responses here."),
  });
  for (const [method, address, status] of [
    ["GET", "/v1/chat/completions", 405],
    ["PUT", "/v1/models", 405],
    ["GET", "/v1/nothing", 404],
    ["GET", "/v1/models/%zz", 400],
  ] as const) {
    const response = await fetch(app.url + address, { method });
    expect([address, response.status]).toEqual([address, status]);
    expect((await response.json()).error).toMatchObject({ message: expect.any(String), param: null });
  }
});

test("an address with a slash too many leads to the same answer", async ({ app }) => {
  for (const address of ["/v1/chat/completions/", "//v1/chat/completions", "/v1//chat/completions"]) {
    const response = await fetch(app.url + address, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: "demo/echo", messages }),
    });
    expect(response.status).toBe(200);
    expect((await response.json()).choices[0].message.content).toContain("Hello");
  }
});
