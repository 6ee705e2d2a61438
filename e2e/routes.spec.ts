import { expect, test } from "./support/test";

test.use({
  serverConfig: {
    routes: {
      fast: {
        name: "Fast",
        rules: [{ name: "hard tasks", when: { context: { task: "complex" } }, use: "demo/thinker" }],
        default: "demo/moody",
        fallbacks: ["demo/echo"],
      },
    },
  },
});

test("a route is chosen like a model; its answer says who wrote it, and who was asked before", async ({
  chat,
  page,
}) => {
  await chat.open("demo/echo");
  await chat.chooseModel("auto/fast");
  await expect(chat.modelButton).toHaveAccessibleName("Model: Fast");

  await chat.send("500");
  await chat.settled();
  const proveFallback = async () => {
    await expect(chat.lastAnswer).toHaveAccessibleName("Answer from Echo");
    await expect(chat.lastAnswer).toContainText(/auto\/fast.*demo\/echo · fallback/);
    const tried = chat.lastAnswer.getByRole("list", { name: "Models that did not answer" });
    await expect(tried.getByRole("listitem")).toHaveText(/^demo\/moody 500: .*\(after .+\)$/);
    await expect(chat.errorCard()).toHaveCount(0);
  };
  await proveFallback();
  await page.reload();
  await proveFallback();
  await expect(chat.modelButton).toHaveAccessibleName("Model: Fast");

  await chat.lastAnswer.getByRole("button", { name: "About these numbers" }).click();
  await chat.lastAnswer.getByRole("button", { name: "Show the request as sent" }).click();
  const dialog = page.getByRole("dialog", { name: "As really sent" });
  await expect(dialog.getByRole("heading", { name: /demo\/moody was asked before/ })).toBeVisible();
  await expect(dialog.getByRole("figure", { name: "Request" })).toHaveCount(2);
  await page.keyboard.press("Escape");

  // Another answer is asked of the route again, not of the model that it came to.
  await chat.lastAnswer.getByRole("button", { name: "Regenerate" }).click();
  await chat.settled();
  await expect(chat.lastAnswer).toContainText("demo/moody 500");

  await chat.send("Hello");
  await chat.settled();
  await expect(chat.lastAnswer).toHaveAccessibleName("Answer from Moody");
  await expect(chat.lastAnswer).toContainText(/auto\/fast.*demo\/moody · by default/);
});

test("routes are lanes beside models, are shown in the settings, and one that does not exist is told", async ({
  chat,
  page,
}) => {
  await chat.compare(["auto/fast", "demo/echo"]);
  await chat.send("500");
  await chat.settled();
  await expect(chat.answers).toHaveCount(2);
  await expect(chat.answers.first()).toContainText("demo/moody 500");
  await expect(chat.answers.last()).toHaveAccessibleName("Answer from Echo");

  await page.goto("/compare?m=auto/slow&m=auto/fast&m=demo/echo");
  await expect(page.getByText("There is no route “auto/slow”.")).toBeVisible();

  await page.goto("/settings");
  const route = page.getByRole("listitem").filter({ hasText: "auto/fast" });
  await expect(route).toContainText("demo/moody, then demo/echo; by rule demo/thinker");
  await route.getByRole("link", { name: "Fast" }).click();
  await expect(chat.modelButton).toHaveAccessibleName("Model: Fast");
});
