import { llamaEmulatorKey } from "@/e2e/upstreams/llama-emulator";
import { wandbEmulatorKey } from "@/e2e/upstreams/wandb-emulator";
import { ChatPage } from "./support/chat-page";
import { expect, test } from "./support/test";

const notice = (chat: ChatPage) => chat.page.getByRole("region", { name: "Model not offered" });

test.use({
  serverEnv: {
    LLAMA_API_KEY: llamaEmulatorKey,
    LLAMA_BASE_URL: "LLAMA",
    WANDB_API_KEY: wandbEmulatorKey,
    WANDB_BASE_URL: "WANDB",
  },
});

test("an old chat of a service that has shut down says so, offers the same model elsewhere and goes on with it", async ({
  chat,
  page,
  app,
  wandb,
}) => {
  await chat.open("llama/llama-3.3-70b-instruct");
  await chat.send("What is the capital of France?");
  await expect(chat.lastAnswer).toContainText("Paris");
  await chat.settled();
  await expect(notice(chat)).toBeHidden();

  // Without the other host, requests would go to Meta, who shut the service down.
  await app.restart({ LLAMA_BASE_URL: "" });
  await page.reload();
  await expect(notice(chat)).toContainText("Meta shut the Llama API down on 2026-07-06.");
  await expect(chat.lastAnswer).toContainText("Paris");
  await notice(chat)
    .getByRole("button", { name: "Continue with Llama 3.3 70B Instruct on Weights & Biases" })
    .click();
  await expect(notice(chat)).toBeHidden();
  await expect(chat.composer).toBeFocused();
  await chat.send("And of Italy?");
  await expect(chat.answers).toHaveCount(2);
  await chat.settled();
  await expect(chat.lastAnswer).toContainText("And of Italy?");

  const body = wandb.bodies().at(-1);
  expect(body?.model).toBe("meta-llama/Llama-3.3-70B-Instruct");
  expect(body?.messages).toMatchObject([
    { role: "user", content: "What is the capital of France?" },
    { role: "assistant", content: "The capital of France is Paris." },
    { role: "user", content: "And of Italy?" },
  ]);
  await page.reload();
  await expect(notice(chat)).toBeHidden();
  await expect(chat.answers).toHaveCount(2);
});

test("a model that Weights & Biases no longer lists is shown as not offered in its old chat", async ({
  chat,
  page,
  app,
  wandb,
}) => {
  const id = "moonshotai/Kimi-K2-Instruct";
  wandb.settings.offered = ["moonshotai/Kimi-K2-Instruct-0905", id, ...wandb.settings.offered];
  await chat.open(`wandb/${id}`);
  await chat.send("What is the capital of France?");
  await expect(chat.lastAnswer).toContainText("Paris");
  await chat.settled();

  wandb.settings.offered = wandb.settings.offered.filter((offered) => offered !== id);
  const address = page.url();
  // An open page would see its app vanish, which a browser writes to its console.
  await page.goto("about:blank");
  await app.restart();
  await expect(async () => {
    await page.goto(address);
    await expect(notice(chat)).toContainText("was not in its list of models", { timeout: 1_000 });
  }).toPass();
  await notice(chat)
    .getByRole("button", { name: /^Continue with .*Kimi-K2-Instruct-0905/ })
    .click();
  await chat.send("And of Italy?");
  await chat.settled();
  await expect(chat.answers).toHaveCount(2);
  expect(wandb.bodies().at(-1)?.model).toBe("moonshotai/Kimi-K2-Instruct-0905");
});

test("a list that comes back empty takes no model away, and the provider's page says that it was empty", async ({
  chat,
  page,
  app,
  wandb,
}) => {
  wandb.settings.listing = "empty";
  await app.restart();
  await page.goto("/models/wandb");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("the last attempt failed: its list named no models.")).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
  await chat.open("wandb/meta-llama/Llama-3.3-70B-Instruct");
  await chat.send("What is the capital of France?");
  await expect(chat.lastAnswer).toContainText("Paris");
  await expect(notice(chat)).toBeHidden();
});

for (const form of ["html", "301", "410"] as const) {
  test(`Llama 6: a sunset reply of the form ${form} is one card, from which the question is asked elsewhere`, async ({
    chat,
    llama,
    wandb,
    page,
  }) => {
    llama.settings.sunset = form;
    // The page's catalogue knows what W&B offers once its list was read, which no request waits for.
    await expect
      .poll(async () => JSON.stringify(await (await page.request.get("/api/catalogue")).json()))
      .toContain('"listedAt":"2');
    await chat.open("llama/llama-4-scout-17b-16e-instruct-fp8");
    await chat.send("What is the capital of France?");
    await expect(chat.errorCard()).toContainText("2026-07-06");
    await expect(chat.errorCard()).toContainText("GROQ_API_KEY");
    await page.reload();
    await expect(chat.errorCard()).toContainText("2026-07-06");

    await chat
      .errorCard()
      .getByRole("button", { name: /^Retry with .* on Weights & Biases$/ })
      .first()
      .click();
    await expect(chat.lastAnswer).toContainText("Paris");
    await chat.settled();
    expect(wandb.bodies()).toHaveLength(1);
    await expect(chat.modelButton).not.toContainText("Scout 17B 16E Instruct FP8");
  });
}

test("W&B 6: a second answer queues where the provider takes one at a time, and says so", async ({
  chat,
  wandb,
  context,
}) => {
  wandb.settings.mostAtOnce = 1;
  wandb.settings.chunkDelayMs = 300;
  await chat.open("wandb/meta-llama/Llama-3.1-8B-Instruct");
  await chat.send(`Count slowly: ${"one more ".repeat(60)}`);
  await expect(chat.lastAnswer).toContainText("emulated");

  const other = new ChatPage(await context.newPage());
  await other.open("wandb/meta-llama/Llama-3.1-8B-Instruct");
  await other.send("What is the capital of France?");
  await expect(other.lastAnswer).toContainText("Queued: Weights & Biases takes only so many requests");
  await chat.stopButton.click();
  await expect(other.lastAnswer).toContainText("Paris");
  await other.settled();
  await expect(other.lastAnswer).not.toContainText("Queued");
  await expect(other.errorCard()).toBeHidden();
  expect(wandb.mostAtOnce()).toBe(1);
});

test("the settings page says what Weights & Biases listed", async ({ page, wandb }) => {
  await expect(async () => {
    await page.goto("/settings");
    await expect(page.getByText(`It listed ${wandb.settings.offered.length} models`)).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
});
