import { expect, test } from "./support/test";

test("the catalogue is searched, sorted and shared by its address", async ({ page }) => {
  await page.goto("/models");
  const table = page.getByRole("table", { name: "Models" });
  await expect(table).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("wandb");
  await expect(table.getByRole("row", { name: /Kimi K2 Instruct/ })).toContainText("$1.35");

  await page.getByRole("button", { name: "Input $/1M" }).click();
  await expect(table.getByRole("columnheader", { name: "Input $/1M" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await expect(table.getByRole("row").nth(1)).toContainText("Phi 4 Mini Instruct");
  await expect(page).toHaveURL(/sort=inputPrice/);
  await page.getByRole("button", { name: "Input $/1M" }).click();
  await expect(table.getByRole("row").nth(1)).toContainText("$1.35");
  await expect(page).toHaveURL(/q=wandb/);
  await expect(page).toHaveURL(/sort=inputPrice/);
  await page.reload();
  await expect(table.getByRole("row").nth(1)).toContainText("$1.35");
});

test("a price that nobody published is not a zero, and stands last whichever way it is sorted", async ({
  page,
}) => {
  await page.goto("/models?q=llama-3.3-70b-instruct");
  const table = page.getByRole("table", { name: "Models" });
  const unpublished = table.getByRole("row", { name: / llama\/llama-3\.3-70b-instruct/ });
  await expect(unpublished).toContainText("not published");
  for (const direction of ["asc", "desc"]) {
    await page.goto(`/models?q=instruct&sort=inputPrice&dir=${direction}`);
    await expect(table.getByRole("row").nth(1)).toContainText("$");
  }
});

test("Try opens a new chat with the model", async ({ page, chat }) => {
  await page.goto("/models?q=thinker");
  await page.getByRole("link", { name: "Try Thinker" }).first().click();
  await expect(chat.modelButton).toHaveAccessibleName(/Thinker/);
});

test("a search without a match says so and offers all models", async ({ page }) => {
  await page.goto("/models?q=zzzzzz");
  await expect(page.getByText("No model matches “zzzzzz”.")).toBeVisible();
  await page.getByRole("button", { name: "Show all models" }).click();
  await expect(page.getByRole("table", { name: "Models" })).toBeVisible();
});

test("the picker takes a ref that is in no list", async ({ chat, page }) => {
  await chat.open();
  await chat.modelButton.click();
  await page.getByRole("combobox", { name: "Search models" }).fill("llama/my-own-model");
  await page.keyboard.press("Enter");
  await expect(chat.modelButton).toHaveAccessibleName("Model: my-own-model");
});
