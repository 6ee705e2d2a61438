import { expect, test } from "./support/test";

const key = "sk-e2e-secret-value";

const rows = [
  {
    provider: "llama",
    variable: "LLAMA",
    model: "llama/llama-3.3-70b-instruct",
    id: "llama-3.3-70b-instruct",
  },
  {
    provider: "wandb",
    variable: "WANDB",
    model: "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507",
    id: "Qwen/Qwen3-235B-A22B-Instruct-2507",
  },
];

for (const { provider, variable, model, id } of rows) {
  test.describe(model, () => {
    test.describe("with its key", () => {
      test.use({
        serverEnv: { [`${variable}_BASE_URL`]: "AIMOCK", [`${variable}_API_KEY`]: key },
        serverConfig: { providers: { [provider]: { headers: { "X-Team": "yard" }, body: { seed: 7 } } } },
        // Answers nobody who does not come with exactly this key.
        aimockKey: key,
      });

      test("streams, and the provider sees exactly the model, the key and the headers", async ({
        chat,
        aimock,
      }) => {
        aimock.onMessage(/^hello$/, { content: "Hello from the other side." });
        await chat.open(model);
        await chat.send("hello");
        await expect(chat.lastAnswer).toContainText("Hello from the other side.");
        await chat.settled();
        await expect(chat.metrics()).toContainText("stop");

        const [request] = aimock.getRequests();
        expect(aimock.getRequests()).toHaveLength(1);
        expect(request?.path).toBe("/v1/chat/completions");
        expect(request?.body).toMatchObject({ model: id, stream: true, seed: 7 });
        expect(request?.headers["x-team"]).toBe("yard");
      });

      test("never shows its key to the page", async ({ chat, aimock, page, app }) => {
        aimock.onMessage(/^hello$/, { content: "Hello." });
        await chat.open(model);
        await chat.send("hello");
        await chat.settled();
        for (const address of ["/settings", "/api/catalogue", new URL(page.url()).pathname]) {
          const text = await (await page.request.get(address)).text();
          expect(text).not.toContain(key);
        }
        expect(app.output).not.toContain(key);
      });
    });

    test.describe("without its key", () => {
      test.use({ serverEnv: { [`${variable}_BASE_URL`]: "AIMOCK" } });

      test("answers with a card that names the variable, and nothing goes out", async ({
        chat,
        aimock,
        page,
      }) => {
        await chat.open(model);
        await chat.send("hello");
        await expect(chat.errorCard()).toContainText(`${variable}_API_KEY`);
        await expect(chat.questions).toContainText("hello");
        expect(aimock.getRequests()).toHaveLength(0);

        await page.reload();
        await expect(chat.errorCard()).toContainText(`${variable}_API_KEY`);
        await expect(chat.questions).toContainText("hello");
      });
    });
  });
}

test("a configuration file that is named and not there is told in the log", async ({ app }) => {
  const SWITCHYARD_CONFIG = "/nowhere/switchyard.json";
  await app.restart({ SWITCHYARD_CONFIG });
  const told = app.output.split("\n").find((line) => line.includes(SWITCHYARD_CONFIG));
  expect(told).toContain("names a file that is not there");
});
