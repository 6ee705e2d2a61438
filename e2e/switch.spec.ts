import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./support/test";
import { makePng } from "./upstreams/sample-files";

const seeing = "llama/llama-4-scout-17b-16e-instruct-fp8";
const prices = { inputUsdPerMTok: 2, outputUsdPerMTok: 4 };

test.use({
  serverEnv: { LLAMA_BASE_URL: "MANUAL", LLAMA_API_KEY: "sk-e2e" },
  serverConfig: {
    providers: {
      llama: {
        models: {
          blind: { name: "Blind", imageInput: false, contextTokens: 2_000, ...prices },
          small: { name: "Small", contextTokens: 900, ...prices },
          stranger: { name: "Stranger" },
        },
      },
    },
  },
});

test("before another model is asked it is said what it gets again, what that costs and what it does not get", async ({
  chat,
  upstream,
  page,
}) => {
  await chat.open(seeing);
  await page
    .getByLabel("Files to attach")
    .setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: makePng() });
  await expect(page.getByRole("list", { name: "Attached files" }).getByRole("listitem")).toHaveCount(1);
  await chat.send("What is this?");
  const first = await upstream.answer(0);
  first.think("Hm, walls.");
  first.say("A house.");
  first.finish({ input: 900, output: 400, reasoning: 300 });
  await chat.settled();
  const preview = page.getByRole("region", { name: /^Switching to/ });
  await expect(preview).toHaveCount(0);

  await chat.chooseModel("llama/stranger");
  await expect(preview).toContainText("≈ 1,000 tokens · cost unknown");
  await chat.chooseModel("llama/small");
  await expect(preview).toContainText("does not fit its context");
  await chat.chooseModel("demo/echo");
  await expect(preview).toContainText("≈ 1,000 tokens · simulated");
  await chat.chooseModel("llama/blind");
  await expect(preview).toContainText("≈ 1,000 tokens · ≈ $0.002 · 1 file left out");
  await preview.getByRole("button").click();
  const details = preview.getByRole("listitem");
  await expect(details).toHaveText([
    /^2 messages so far go along with your next one\. About 1,000 tokens, as Llama 4 Scout.* counted; Blind counts/,
    /^About \$0\.002 of input at the published price/,
    "It fits into its context of 2,000 tokens.",
    /^The thinking in 1 answer stays here/,
    /^Left out, and kept in the chat: The image “photo\.png”: Blind cannot see images\.$/,
  ]);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).include("form[aria-label='New message']").analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }

  await chat.send("And now?");
  const second = await upstream.answer(1);
  await expect(preview).toHaveCount(0);
  const sent = JSON.stringify(second.body.messages);
  expect(sent).not.toContain("Hm, walls.");
  expect(sent).not.toContain("image_url");
  expect(sent).toContain("The image “photo.png” was left out of this request: Blind cannot see images.");
  second.say("I cannot see it.");
  second.finish();
  await chat.settled();
  await expect(preview).toHaveCount(0);
});
