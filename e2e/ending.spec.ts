import { expect, test } from "./support/test";

test.use({
  // What a browser says of a server that is gone. An answer that ends in its middle says something else.
  expectedComplaint: /ERR_CONNECTION_(?:REFUSED|RESET)/,
  serverEnv: {
    OPENAI_BASE_URL: "MANUAL",
    OPENAI_API_KEY: "sk-e2e",
    SWITCHYARD_DRAIN_TIMEOUT_MS: "2500",
  },
});

test("R15: told to end, the server finishes what it can, marks what it cannot, and is gone in time", async ({
  chat,
  page,
  server,
  upstream,
  context,
}) => {
  await chat.open("openai/gpt-4.1-mini");
  await chat.send("This one hangs");
  const stuck = await upstream.answer(0);
  stuck.say("Only the beginning");
  await expect(chat.lastAnswer).toContainText("Only the beginning");

  const other = await context.newPage();
  await other.goto("/?model=openai%2Fgpt-4.1-mini");
  await other.getByRole("textbox", { name: "Message", exact: true }).fill("This one ends");
  await other.keyboard.press("Enter");
  const ending = await upstream.answer(1);
  ending.say("Half of it, ");
  await expect(other.getByRole("article", { name: /^Answer from/ })).toContainText("Half of it");

  const ended = server.tellToEnd("SIGTERM");
  await expect(async () => expect((await fetch(`${server.url}/api/ready`)).status).toBe(503)).toPass();
  ending.say("and the rest.");
  ending.finish();
  await expect(other.getByRole("article", { name: /^Answer from/ })).toContainText("and the rest.");
  const { code, ms } = await ended;
  expect(code).toBe(143);
  expect(ms).toBeLessThan(2_500 + 2_000);

  await server.start();
  await page.reload();
  await expect(chat.lastAnswer).toContainText("Only the beginning");
  await expect(chat.lastAnswer).toContainText("Interrupted");
  await expect(chat.questions).toContainText("This one hangs");
  await other.reload();
  await expect(other.getByRole("article", { name: /^Answer from/ })).toContainText(
    "Half of it, and the rest.",
  );
  await expect(other.getByRole("group", { name: "Error" })).toBeHidden();
});

test("R15: with nothing to finish but the page that is being loaded it is gone at once", async ({
  server,
  page,
}) => {
  await page.goto("/");
  const { code, ms } = await server.tellToEnd("SIGTERM");
  expect(code).toBe(143);
  expect(ms).toBeLessThan(1_500);
});
