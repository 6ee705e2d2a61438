import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

const model = "llama/llama-3.3-70b-instruct";

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e-secret-value" } });

const dialog = (page: Page) => page.getByRole("dialog", { name: "Answer format" });
const view = (page: Page, name: string) => dialog(page).getByText(name, { exact: true }).click();

async function openFormat(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Settings(?:, \d+ set)?$/ }).click();
  await page.getByRole("radio", { name: "JSON Schema", exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(dialog(page)).toBeVisible();
}

test("a schema is drawn as a form, seen as code and back, and is what the provider gets", async ({
  chat,
  page,
  aimock,
}) => {
  aimock.onMessage(/./, { content: '{"city":"Paris","people":[1,2]}' });
  await chat.open(model);
  await openFormat(page);
  await dialog(page).getByRole("textbox", { name: "Name of the schema" }).fill("place");
  await dialog(page).getByRole("button", { name: "Add a field" }).click();
  await expect(dialog(page).getByRole("textbox", { name: "Name of the field" })).toBeFocused();
  await page.keyboard.type("city");
  await dialog(page).getByRole("textbox", { name: "Description of city" }).fill("Its name");
  expect((await new AxeBuilder({ page }).include("[role=dialog]").analyze()).violations).toEqual([]);

  await view(page, "Code");
  const code = dialog(page).getByRole("textbox", { name: "JSON Schema" });
  await expect(code).toContainText('"description": "Its name"');
  const schema = {
    type: "object",
    properties: { city: { type: "string" }, people: { type: "array", items: { type: "integer" } } },
    required: ["city", "people"],
    additionalProperties: false,
  };
  await code.fill("{ no schema");
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("The code is no schema yet");
  await code.fill(JSON.stringify(schema));
  await view(page, "Form");
  await expect(dialog(page).getByRole("combobox", { name: "Type of items of people" })).toHaveValue(
    "integer",
  );
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await chat.send("where?");
  await expect(chat.lastAnswer).toContainText("Fits the schema place.");
  expect(aimock.getRequests().at(-1)?.body?.response_format).toEqual({
    type: "json_schema",
    json_schema: { name: "place", strict: true, schema },
  });
  const json = chat.lastAnswer.getByRole("figure", { name: "JSON" });
  await expect(json).toContainText("2 items");
  await json.getByRole("button", { name: "As sent" }).click();
  await expect(json).toContainText('{"city":"Paris","people":[1,2]}');
  await expect(json.getByRole("button", { name: "Copy as sent" })).toBeVisible();
  expect((await new AxeBuilder({ page }).include("main").analyze()).violations).toEqual([]);
});

test("a schema comes from a sample; an answer that does not fit shows where, one cut by length says so", async ({
  chat,
  page,
  aimock,
}) => {
  aimock.onMessage(/wrong/, { content: '{"city":"Paris","people":[1,"two"]}' });
  aimock.onMessage(/lacking/, { content: '{"people":[]}' });
  aimock.onMessage(/cut/, { content: '{"city":"Par', finishReason: "length" });
  await chat.open(model);
  await openFormat(page);
  await view(page, "From a sample");
  await dialog(page)
    .getByRole("textbox", { name: "An answer as you would like it" })
    .fill('{"city": "Ulm", "people": [1, 2]}');
  await dialog(page).getByRole("button", { name: "Make the schema" }).click();
  // Another size of the window, in which the settings would open elsewhere, takes nothing away.
  await page.setViewportSize({ width: 500, height: 800 });
  await expect(dialog(page).getByRole("checkbox", { name: "city is required" })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 800 });

  await chat.send("wrong");
  await expect(chat.lastAnswer).toContainText("Does not fit the schema answer: $.people[1] must be integer.");
  await chat.send("lacking");
  await expect(chat.lastAnswer).toContainText("$.city is missing");
  await chat.send("cut");
  await expect(chat.lastAnswer).toContainText("was cut off before it was whole");
  await chat.settled();
  await page.reload();
  await expect(chat.lastAnswer).toContainText("was cut off before it was whole");
  await expect(chat.answers.first()).toContainText("$.people[1] must be integer.");
});
