import { existsSync } from "node:fs";
import path from "node:path";
import { createId } from "@/lib/id";
import { AppServer } from "./support/app-server";
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

test("told to end by the terminal that closes, it stores everything in the one file of its database", async () => {
  const server = await AppServer.create({});
  await server.start();
  try {
    const file = path.join(server.dataFolder, "switchyard.db");
    expect(existsSync(`${file}-wal`)).toBe(true);
    const { code } = await server.tellToEnd("SIGHUP");
    expect(code).toBe(129);
    expect(existsSync(`${file}-wal`)).toBe(false);
  } finally {
    await server.dispose();
  }
});

test("a second server on one data folder refuses, and the first one's answers go on", async () => {
  const first = await AppServer.create({});
  const second = await AppServer.create({
    SWITCHYARD_DATA: first.dataFolder,
    SWITCHYARD_DRAIN_TIMEOUT_MS: "100",
  });
  await first.start();
  try {
    const [chatId, laneId, turnId, answerId, messageId] = Array.from({ length: 5 }, createId);
    const message = { id: messageId, text: "Tell me about yourself." };
    const turn = await fetch(`${first.url}/api/turns`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        turnId,
        chatId,
        lanes: [{ laneId, model: "demo/writer", parentId: null, message, answerId }],
      }),
    });
    expect(await second.startAndWaitForExit(["-H", "127.0.0.1"])).toBe(1);
    expect(second.output).toContain(`${first.dataFolder} is in use by another Switchyard`);
    await turn.text();
    const { messages } = await (await fetch(`${first.url}/api/chats/${chatId}`)).json();
    expect(messages.at(-1).metadata.outcome).toBe("complete");
    await first.end("SIGKILL");
    await second.start();
  } finally {
    await Promise.all([first.dispose(), second.dispose()]);
  }
});
