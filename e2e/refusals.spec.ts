import type { LLMock } from "@copilotkit/aimock";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

const model = "openai/gpt-picky";
const other = "openai/gpt-plain";

test.use({
  serverEnv: { OPENAI_BASE_URL: "AIMOCK", OPENAI_API_KEY: "sk-e2e-secret-value" },
  serverConfig: {
    providers: {
      openai: {
        models: {
          "gpt-picky": { name: "GPT Picky", maxOutputTokens: 4096 },
          "gpt-plain": { name: "GPT Plain", temperature: false, toolUse: false },
        },
      },
    },
  },
});

const words =
  "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.";

/** A model that takes no temperature, and wants its limit under another name. */
test.beforeEach(({ aimock }) => {
  const refuse = (field: string, message: string, code: string) =>
    aimock.on(
      { predicate: (request) => Object.hasOwn(request, field) },
      { error: { message, type: "invalid_request_error", code, param: field }, status: 400 },
    );
  refuse("temperature", words, "unsupported_value");
  refuse(
    "max_tokens",
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    "unsupported_parameter",
  );
  aimock.onMessage(/./, { content: "Fine." });
});

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const settings = (page: Page) => page.getByRole("button", { name: /^Settings(?:, \d+ set)?$/ });
const lastBody = (aimock: LLMock) => aimock.getRequests().at(-1)?.body as Record<string, unknown> | undefined;

test("what a model refuses is left out on demand, remembered, shown as it was sent, and can be tried again", async ({
  chat,
  page,
  aimock,
}) => {
  await chat.open(model);
  await settings(page).click();
  await field(page, "Temperature").fill("0.5");
  await field(page, "Max output tokens").fill("100");
  await chat.send("hello");
  const card = chat.errorCard();
  await expect(card).toContainText("refused temperature");
  await expect(card).toContainText(words);
  await card.getByRole("button", { name: "Retry without temperature" }).click();
  await expect(card).toContainText("wants max_tokens to be called max_completion_tokens");
  await card.getByRole("button", { name: "Retry with max_completion_tokens" }).click();
  await expect(chat.lastAnswer).toContainText("Fine.");
  await expect(chat.lastAnswer).toContainText(/Temperature was left out: this model refused it on \d{4}-/);
  await chat.settled();
  expect(lastBody(aimock)).toMatchObject({ max_completion_tokens: 100 });
  for (const gone of ["temperature", "max_tokens"]) expect(lastBody(aimock)).not.toHaveProperty(gone);

  await expect(field(page, "Temperature")).toBeDisabled();
  await expect(field(page, "Temperature")).toHaveValue("0.5");
  await expect(page.getByText(/GPT Picky refused temperature on \d{4}.*Only the default/)).toBeVisible();
  await expect(field(page, "Max output tokens")).toBeEnabled();
  await expect(page.getByText(/It is sent as max_completion_tokens/)).toBeVisible();

  await chat.lastAnswer.getByRole("button", { name: "About these numbers" }).click();
  await chat.lastAnswer.getByRole("button", { name: "Show the request as sent" }).click();
  const viewer = page.getByRole("dialog").filter({ hasText: "max_completion_tokens" });
  await expect(viewer).toBeVisible();
  await expect(viewer).not.toContainText('"temperature"');
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await page.getByRole("button", { name: "Import and copy" }).click();
  await page.getByRole("menuitem", { name: "Copy as…" }).click();
  const code = page.getByRole("dialog", { name: "Copy as code" });
  await expect(code).toContainText("max_completion_tokens");
  await expect(code).not.toContainText('"temperature"');
  await page.keyboard.press("Escape");

  await page.reload();
  await chat.send("again");
  await expect(chat.answers).toHaveCount(2);
  await expect(chat.lastAnswer).toContainText("Fine.");
  await chat.settled();
  expect(lastBody(aimock)).not.toHaveProperty("temperature");

  await settings(page).click();
  await page.getByRole("button", { name: "Try again: temperature" }).click();
  await expect(field(page, "Temperature")).toBeEnabled();
  await chat.send("once more");
  await expect(chat.errorCard()).toContainText("refused temperature");
});

test("what the catalogue knows against a setting closes it with its source; another lane's is named", async ({
  chat,
  page,
  aimock,
}) => {
  await chat.compare([other, model]);
  const [first, second] = [
    page.getByRole("group", { name: "Lane 1" }),
    page.getByRole("group", { name: "Lane 2" }),
  ];
  await first.getByRole("button", { name: "Settings" }).click();
  await expect(field(page, "Temperature")).toBeDisabled();
  await expect(page.getByText(/GPT Plain takes no temperature, says switchyard.config.json/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose tools…" })).toBeDisabled();
  await page.getByRole("button", { name: "Close settings" }).click();

  await second.getByRole("button", { name: "Settings" }).click();
  await expect(field(page, "Temperature")).toBeEnabled();
  await expect(page.getByText(/Lane 1: GPT Plain takes no temperature/)).toBeVisible();
  await expect(page.getByText(/The model's limit: 4,096 \(switchyard.config.json/)).toBeVisible();
  await page.getByRole("button", { name: "Close settings" }).click();

  await first.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Set it anyway: temperature" }).click();
  await expect(field(page, "Temperature")).toBeEnabled();
  await field(page, "Temperature").fill("0");
  await field(page, "Temperature").blur();
  await expect(page.getByText(/What is set is sent nevertheless/)).toBeVisible();
  await chat.send("hello");
  await expect(chat.errorCard(first.getByRole("article", { name: /^Answer from/ }))).toContainText(
    "refused temperature",
  );
  expect(aimock.getRequests().map(({ body }) => (body as { temperature?: number }).temperature)).toContain(0);
});
