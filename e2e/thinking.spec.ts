import { expect, test } from "./support/test";

test.use({ serverEnv: { LLAMA_BASE_URL: "MANUAL", LLAMA_API_KEY: "sk-e2e" } });

const llama = "llama/llama-3.3-70b-instruct";

test("an answer that was cut off by its limit goes on where it stopped", async ({ chat, upstream }) => {
  await chat.open(llama);
  await chat.send("Count to four");
  const first = await upstream.answer(0);
  first.say("One, two,");
  first.finish({ reason: "length" });
  await expect(chat.lastAnswer).toContainText("The answer reached its output limit.");
  await chat.lastAnswer.getByRole("button", { name: "Continue", exact: true }).click();
  const second = await upstream.answer(1);
  expect(second.body.messages).toEqual([
    { role: "user", content: "Count to four" },
    { role: "assistant", content: "One, two," },
    { role: "user", content: "Continue exactly where your last answer stopped." },
  ]);
  second.say("three, four.");
  second.finish();
  await expect(chat.lastAnswer).toContainText("three, four.");
  await chat.settled();
  await expect(chat.answers.first()).toContainText("One, two,");
  await expect(chat.lastAnswer.getByRole("button", { name: "Continue", exact: true })).toHaveCount(0);
});

test("thinking is open while it lasts, folds at the answer unless it was opened by hand, and is never copied", async ({
  chat,
  upstream,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await chat.open(llama);
  await chat.send("One");
  const first = await upstream.answer(0);
  first.think("Let me see. ");
  const thinking = chat.lastAnswer.getByRole("button", { name: /^Thinking/ });
  await expect(thinking).toHaveAttribute("aria-expanded", "true");
  await expect(thinking.getByRole("timer")).not.toHaveText("0.0 s");
  await expect(chat.lastAnswer).toContainText("Let me see.");
  first.say("Yes.");
  const reasoning = chat.lastAnswer.getByRole("button", { name: /^Reasoning/ });
  await expect(reasoning).toHaveAttribute("aria-expanded", "false");
  first.finish({ output: 40, reasoning: 30 });
  await chat.settled();
  await expect(reasoning).toContainText("30 tokens");
  await chat.lastAnswer.getByRole("button", { name: "Copy answer" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Yes.");
  // How long it thought is known after a reload, too.
  await page.reload();
  await expect(reasoning).toHaveText(/^Reasoning.*\d m?s · 30 tokens$/);

  await chat.send("Two");
  const second = await upstream.answer(1);
  second.think("Hm. ");
  await thinking.click();
  await expect(thinking).toHaveAttribute("aria-expanded", "false");
  await thinking.click();
  second.say("No.");
  second.finish();
  await chat.settled();
  await expect(chat.lastAnswer.getByRole("button", { name: /^Reasoning/ })).toHaveAttribute(
    "aria-expanded",
    "true",
  );
  // Nothing of it was sent to the model.
  expect(JSON.stringify(second.body.messages)).not.toContain("Let me see");
});

test("a limit that went into thinking is told plainly, whether or not the tokens were counted", async ({
  chat,
  upstream,
}) => {
  await chat.open(llama);
  for (const [index, usage] of [{ output: 50, reasoning: 50 }, { output: 50 }].entries()) {
    await chat.send("Think");
    const answer = await upstream.answer(index);
    answer.think("And then again, ");
    answer.finish({ ...usage, reason: "length" });
    await expect(chat.lastAnswer).toContainText("The whole output limit went into thinking.");
    await expect(chat.lastAnswer.getByRole("button", { name: "Continue", exact: true })).toHaveCount(0);
    await chat.settled();
  }
});
