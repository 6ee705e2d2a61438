import type { Locator } from "@playwright/test";
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
