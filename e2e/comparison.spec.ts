import { readFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";
import { AppServer } from "./support/app-server";
import { placeOf } from "./support/place-of";
import { expect, test } from "./support/test";

const model = "llama/llama-3.3-70b-instruct";

test.describe("a repeated request", () => {
  test.use({ serverEnv: { LLAMA_BASE_URL: "MANUAL", LLAMA_API_KEY: "sk-e2e" } });

  test("is answered beside the shown answer, compared, stopped, and still there after a reload", async ({
    chat,
    page,
    upstream,
  }) => {
    const panel = page.getByRole("region", { name: "Repeated answers" });
    const repeat = async (times: number) => {
      await chat.lastAnswer.getByRole("button", { name: "Repeat" }).focus();
      await page.keyboard.press("Enter");
      const menu = page.getByRole("menu", { name: "Repeat" });
      await menu.getByRole("menuitem", { name: `${times} times more` }).focus();
      await page.keyboard.press("Enter");
    };
    await chat.open(model);
    await chat.send("The capital of Australia?");
    const first = await upstream.answer(0);
    first.say("Canberra.");
    first.finish();
    await chat.settled();

    await repeat(5);
    const answers = await Promise.all([1, 2, 3, 4, 5].map((index) => upstream.answer(index)));
    for (const { body } of answers) expect(body).toEqual(first.body);
    for (const [index, answer] of answers.entries()) answer.say(index < 3 ? "Canberra." : "Sydney");
    await expect(panel.getByRole("list", { name: "On their way" })).toContainText("Sydney");
    for (const answer of answers.slice(0, 4)) answer.finish();
    await expect(panel.getByRole("heading")).toHaveText("5 answers: 2 distinct");
    answers[4]?.say(", or Canberra?");
    answers[4]?.finish({ input: 5, output: 70 });
    await expect(panel.getByRole("heading")).toHaveText("6 answers: 3 distinct");
    await chat.settled();
    await expect(chat.lastAnswer).toContainText("1/6");
    const tokens: Locator = panel.getByRole("row", { name: /^Tokens out/ });
    await expect(tokens).toHaveText(/Tokens out\s*7\s*7\s*70/);
    await expect(panel.getByRole("row", { name: /^Cost/ })).toContainText("unknown");

    await page.reload();
    await chat.lastAnswer.getByRole("button", { name: "Compare the versions" }).click();
    await expect(panel.getByRole("heading")).toHaveText("6 answers: 3 distinct");
    await panel.getByRole("button", { name: "Show version 5" }).click();
    await expect(chat.lastAnswer).toContainText("5/6");

    await repeat(10);
    const running = await Promise.all([6, 7, 8, 9, 10].map((index) => upstream.answer(index)));
    for (const answer of running) answer.say("Mel");
    await expect(panel.getByText(/^5 more wait for these to end/)).toBeVisible();
    await page.reload();
    await chat.lastAnswer.getByRole("button", { name: "Compare the versions" }).click();
    await expect(panel.getByRole("list", { name: "On their way" }).getByText("Mel")).toHaveCount(5);
    await panel.getByRole("button", { name: "Stop all" }).click();
    await chat.settled();
    await expect(panel).toContainText("5 that did not come to their end are not counted.");
    for (const { closedAt } of running) expect(closedAt).not.toBeNull();
    expect(upstream.requestCount).toBe(11);
  });
});

test.describe("lanes that are asked for JSON", () => {
  test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

  test("are compared field by field: whose answer is valid, and where they differ", async ({
    chat,
    page,
    aimock,
  }) => {
    const contents = ['{"city":"Paris","people":[1,2]}', '{"city":"Paris","people":[1,"two"]}', "Sorry, no."];
    const refs = [
      "llama/llama-3.3-70b-instruct",
      "llama/llama-3.3-8b-instruct",
      "llama/llama-4-scout-17b-16e-instruct-fp8",
    ];
    for (const [index, ref] of refs.entries())
      aimock.on(
        { userMessage: /where/, model: ref.slice("llama/".length) },
        { content: contents[index] ?? "" },
      );
    await chat.compare(refs);
    await page.getByRole("button", { name: "Settings", exact: true }).first().click();
    await page.getByRole("radio", { name: "JSON Schema", exact: true }).focus();
    await page.keyboard.press("Space");
    const format = page.getByRole("dialog", { name: "Answer format" });
    await format.getByText("From a sample", { exact: true }).click();
    await format
      .getByRole("textbox", { name: "An answer as you would like it" })
      .fill('{"city": "Ulm", "people": [1, 2]}');
    await format.getByRole("button", { name: "Make the schema" }).click();
    await expect(format.getByRole("checkbox", { name: "city is required" })).toBeChecked();
    await page.keyboard.press("Escape");
    await expect(format).toBeHidden();
    await page.keyboard.press("Escape");
    await chat.send("where?");
    await chat.settled();
    await page.getByRole("button", { name: "Fields", exact: true }).click();
    const table = page.getByRole("table", { name: "Fields" });
    await expect(table.getByRole("columnheader").nth(1)).toContainText("valid");
    await expect(table.getByRole("columnheader").nth(2)).toContainText(
      "invalid: $.people[1] must be integer",
    );
    await expect(table.getByRole("columnheader").nth(3)).toContainText("not JSON: line 1, column 1");
    await expect(table.getByRole("row", { name: /^\$\.city/ })).toHaveText(/"Paris"\s*"Paris"\s*missing/);
    await expect(table.getByRole("row", { name: /^\$\.city/ }).locator("mark")).toHaveText(["missing"]);
    await expect(table.getByRole("row", { name: /^\$\.people\[1\]/ }).locator("mark")).toHaveText([
      "2",
      '"two"',
      "missing",
    ]);

    // Where no format is asked for any more there is nothing to compare field by field.
    await page.keyboard.press("Escape");
    const fields = page.getByRole("button", { name: "Fields", exact: true });
    await expect(fields).toBeVisible();
    await page
      .getByRole("button", { name: /^Settings, / })
      .first()
      .click();
    await page.getByRole("radio", { name: "Text", exact: true }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Close settings" }).click();
    await chat.send("and where else?");
    await chat.settled();
    await expect(page.getByRole("button", { name: "Differences", exact: true })).toBeVisible();
    await expect(fields).toBeHidden();
  });
});

test.describe("answers written from right to left", () => {
  const names = ["מודל (7)!", "נמלה"];
  test.use({
    serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" },
    serverConfig: {
      providers: { llama: { models: { first: { name: names[0] }, second: { name: names[1] } } } },
    },
  });

  test("are compared from right to left, below the number of their lane and then its name", async ({
    chat,
    page,
    aimock,
  }) => {
    aimock.onMessage(/.*/, { content: "התשובה היא פריז (Paris), עם 2,100,000 תושבים!" });
    await chat.compare(["llama/first", "llama/second"]);
    await chat.send("מהי?");
    await expect(chat.answers).toHaveCount(2);
    await chat.settled();
    await page.getByRole("button", { name: "Differences", exact: true }).click();
    const compared = page.getByRole("article", { name: `Lane 1: ${names[0]}` });
    await expect(compared).toContainText("תושבים!");
    const answer = await placeOf(compared, "התשובה");
    expect((await placeOf(compared, "תושבים!")).left).toBeLessThan(answer.left);
    const heading = compared.getByRole("heading");
    const seven = await placeOf(heading, "7");
    expect(seven.right).toBeLessThan((await placeOf(heading, "מודל")).left);
    expect((await placeOf(heading, "1")).right).toBeLessThan(seven.left);

    await page.getByRole("tab", { name: "Timeline" }).click();
    const line = page.getByRole("tabpanel").getByRole("listitem").first();
    expect((await placeOf(line, "1")).right).toBeLessThan((await placeOf(line, "7")).left);
  });
});

test.describe("a comparison file", () => {
  test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e-secret" } });

  test("opens with the same figures where there is no key, is refused when damaged, and is run again", async ({
    chat,
    page,
    aimock,
    browser,
  }, testInfo) => {
    const refs = ["llama/llama-3.3-70b-instruct", "llama/llama-3.3-8b-instruct"];
    for (const [index, ref] of refs.entries())
      aimock.on(
        { userMessage: /capital/, model: ref.slice("llama/".length) },
        { content: index === 0 ? "**Canberra**, since 1913." : "Sydney, since 1788." },
      );
    for (const [index, ref] of refs.entries())
      aimock.on(
        { userMessage: /Hello/, model: ref.slice("llama/".length) },
        { content: `Hi from ${index}.` },
      );
    await chat.compare(refs);
    await chat.send("Hello");
    await chat.settled();
    await chat.send("What is the capital of Australia?");
    await chat.settled();
    const figures = (await page.getByRole("group", { name: "Metrics" }).allInnerTexts()).filter(
      (_figures, index) => index % 2 === 1,
    );
    expect(figures).toHaveLength(2);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const save = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("dialog").getByRole("button", { name, exact: true }).click(),
      ]);
      const file = testInfo.outputPath(download.suggestedFilename());
      await download.saveAs(file);
      return file;
    };
    const file = await save("Comparison file");
    const text = await readFile(file, "utf8");
    expect(text).not.toContain("sk-e2e-secret");
    expect(await readFile(await save("Markdown"), "utf8")).toContain("**Canberra**, since 1913.");
    const picture = await readFile(await save("Picture"));
    expect([...picture.subarray(1, 4)]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
    expect(picture.readUInt32BE(16)).toBe(2400);

    const keyless = await AppServer.create({});
    const stranger = await browser.newContext();
    try {
      await keyless.start();
      const other = await stranger.newPage();
      await other.goto(`${keyless.url}/compare/file`);
      const asked: string[] = [];
      other.on("request", (request) => {
        if (/\/(?:api|v1)\//.test(request.url())) asked.push(request.url());
      });
      const open = (content: string) =>
        other
          .getByLabel("Comparison file", { exact: true })
          .setInputFiles({ name: "given.json", mimeType: "application/json", buffer: Buffer.from(content) });
      const alert = other.getByRole("main").getByRole("alert");
      await open(text.slice(0, 900));
      await expect(alert).toContainText(/damaged: it is not JSON\. Line \d+, column \d+/);
      await open(text.replace(/"firstTokenMs": [\d.]+/, '"firstTokenMs": "soon"'));
      await expect(alert).toContainText(/Line \d+ \(lanes\.0\.metadata\.timing\.firstTokenMs\)/);
      await open('{"format":"another"}');
      await expect(alert).toContainText("This is no comparison of Switchyard");
      await open(text);
      await expect(alert).toBeHidden();
      await expect(other.getByRole("group", { name: "Metrics" })).toHaveCount(2);
      expect(await other.getByRole("group", { name: "Metrics" }).allInnerTexts()).toEqual(figures);
      await expect(
        other.getByRole("article", { name: "Lane 1: Llama 3.3 70B Instruct" }).first(),
      ).toContainText("Canberra");
      await expect(other.locator("mark").filter({ hasText: "1913" })).toBeVisible();
      expect(asked).toEqual([]);
    } finally {
      await stranger.close();
      await keyless.dispose();
    }

    await page.goto("/compare/file");
    await page.getByLabel("Comparison file", { exact: true }).setInputFiles(file);
    // What is drawn above it moves it until then.
    await expect(page.locator("mark").filter({ hasText: "1913" })).toBeVisible();
    await page.getByRole("button", { name: "Re-run", exact: true }).click();
    const rerun = page.getByRole("region", { name: "1 Llama 3.3 70B Instruct" });
    await expect(rerun.getByRole("article", { name: "New" })).toHaveText(/New.*Canberra.*, since 1913/);
    await expect(rerun.locator("mark")).toHaveCount(0);
    await page.getByRole("link", { name: "Open the new chat" }).click();
    await expect(chat.answers).toHaveCount(4);
    // Each lane was sent again what it had been sent: its own history and the question.
    const sent = aimock.getRequests().map(({ body }) => body);
    const last = (from: number) =>
      sent.slice(from, from + 2).toSorted((a, b) => String(a?.model).localeCompare(String(b?.model)));
    expect(sent).toHaveLength(6);
    expect(last(2)[0]?.messages).toHaveLength(3);
    expect(last(4)).toEqual(last(2));
  });
});
