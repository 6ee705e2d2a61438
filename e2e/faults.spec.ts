import { expect, test } from "./support/test";

/** What the moody demo model is asked for, and what must then stand on the answer. */
const faults = [
  { prompt: "401", card: /did not accept the API key/i, hasText: false },
  { prompt: "429", card: /limits how often/i, hasText: false },
  { prompt: "500", card: /failed/i, hasText: false },
  { prompt: "reset", card: /connection/i, word: "Interrupted", hasText: true },
  { prompt: "stall", card: /stopped|silent|nothing/i, hasText: true },
  { prompt: "eof", card: /ended/i, word: "Incomplete", hasText: true },
];

test.use({
  serverEnv: { SWITCHYARD_IDLE_TIMEOUT_MS: "1500", SWITCHYARD_HEADERS_TIMEOUT_MS: "1500" },
});

for (const { prompt, card, word, hasText } of faults) {
  test(`"${prompt}" becomes a card of its own, with the text that had come`, async ({ chat, page }) => {
    await chat.open("demo/moody");
    await chat.send(prompt);
    await expect(chat.errorCard()).toContainText(card);
    await chat.settled();
    if (word !== undefined) await expect(chat.lastAnswer).toContainText(word);
    const textLength = (await chat.lastAnswer.innerText()).length;
    if (hasText) expect(textLength).toBeGreaterThan((await chat.errorCard().innerText()).length + 60);
    await page.reload();
    await expect(chat.errorCard()).toContainText(card);
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
