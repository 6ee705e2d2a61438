import { expect, test } from "./support/test";

/** What the moody demo model is asked for, and what must then stand on the answer. */
const faults = [
  { prompt: "401", card: "Demo did not accept the API key.", status: "HTTP 401", hasText: false },
  { prompt: "429", card: "Demo limits how often it can be asked.", status: "HTTP 429", hasText: false },
  { prompt: "500", card: "Demo failed", status: "HTTP 500", hasText: false },
  { prompt: "no headers", card: "Demo did not respond.", hasText: false },
  { prompt: "reset", card: "The connection to Demo was lost", word: "Interrupted", hasText: true },
  { prompt: "stall", card: "Demo stopped sending in the middle of the answer.", hasText: true },
  { prompt: "eof", card: "Demo ended the answer without saying", word: "Incomplete", hasText: true },
];
const firstWords = "These first words arrive as they should";

test.use({
  serverEnv: { SWITCHYARD_IDLE_TIMEOUT_MS: "1500", SWITCHYARD_HEADERS_TIMEOUT_MS: "1500" },
});

for (const { prompt, card, status, word, hasText } of faults) {
  const kept = hasText ? ", and the text that had come is kept" : "";
  test(`"${prompt}" becomes a card of its own${kept}`, async ({ chat, page }) => {
    await chat.open("demo/moody");
    await chat.send(prompt);
    await chat.settled();
    const proveShown = async () => {
      await expect(chat.errorCard()).toContainText(card);
      if (status !== undefined) await expect(chat.errorCard()).toContainText(status);
      if (word !== undefined) await expect(chat.lastAnswer).toContainText(word);
      if (hasText) await expect(chat.lastAnswer).toContainText(firstWords);
      else await expect(chat.lastAnswer).not.toContainText(firstWords);
      await expect(chat.errorCard().getByRole("button", { name: /^Retry/ })).toBeVisible();
    };
    await proveShown();
    await page.reload();
    await proveShown();
  });
}

test("a malformed line is skipped, and the answer says so", async ({ chat }) => {
  await chat.open("demo/moody");
  await chat.send("malformed");
  await chat.settled();
  await expect(chat.lastAnswer).toContainText(/unreadable/i);
});

test("a rate limit counts down to its retry", async ({ chat }) => {
  await chat.open("demo/moody");
  await chat.send("429 30");
  const retry = chat.errorCard().getByRole("button", { name: /Retry/ });
  await expect(retry).toContainText(/2\d|30/);
});

test("a failed answer can be regenerated with another model", async ({ chat }) => {
  await chat.open("demo/moody");
  await chat.send("500");
  await expect(chat.errorCard()).toBeVisible();
  await chat.chooseModel("demo echo");
  await chat.lastAnswer.getByRole("button", { name: "Regenerate" }).click();
  await chat.settled();
  await expect(chat.lastAnswer).toHaveAccessibleName("Answer from Echo");
  await expect(chat.lastAnswer).toContainText("2/2");
});
