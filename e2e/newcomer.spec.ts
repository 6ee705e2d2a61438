import { expect, test } from "./support/test";

test("a newcomer chats with the demo without reading anything", async ({ chat, page }) => {
  await chat.open();
  await expect(chat.modelButton).toHaveAccessibleName(/Writer.*simulated/i);
  await chat.send("What is a switchyard?");

  await expect(chat.questions).toContainText("What is a switchyard?");
  await expect(chat.lastAnswer).toHaveAccessibleName("Answer from Writer");
  await expect(chat.lastAnswer).toContainText("Simulated");
  await expect(page).toHaveURL(/\/chat\/[\w-]+$/);
  await chat.settled();

  await expect(chat.lastAnswer.getByRole("table").first()).toBeVisible();
  await expect(chat.metrics()).toContainText("First token");
  await expect(chat.metrics()).toContainText("simulated");
  await expect(chat.metrics()).toContainText("stop");
  await expect(page.getByRole("navigation", { name: "Chats" })).toContainText("What is a switchyard?");
});

test("an example on the first screen is one click away from its answer", async ({ chat, page }) => {
  await chat.open();
  await page.getByRole("button", { name: /Write code/ }).click();
  await expect(chat.answers).toHaveCount(1);
  await expect(chat.lastAnswer).toContainText("simulated model");
});

test("reasoning is open while the model thinks and folds when the answer begins", async ({ chat, page }) => {
  await chat.open("demo/thinker");
  await chat.send("Which is faster?");
  const reasoning = page.getByRole("button", { name: /^(Reasoning|Thinking|Thought)/ });
  await expect(reasoning).toHaveAttribute("aria-expanded", "true");
  await chat.settled();
  await expect(reasoning).toHaveAttribute("aria-expanded", "false");
});

test("whoever has no key finds out how to add one", async ({ chat, page }) => {
  await chat.open();
  await page.getByRole("link", { name: "Add a key" }).click();
  await expect(page.getByRole("heading", { name: "Add a key" })).toBeVisible();
  await expect(page.getByText("WANDB_API_KEY")).toBeVisible();
});

test("the icon is there by the name that browsers ask for untold", async ({ page }) => {
  const icon = await page.request.get("/favicon.ico");
  expect(icon.status()).toBe(200);
  expect(icon.headers()["content-type"]).toMatch(/^image\//);
});
