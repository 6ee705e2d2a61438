import { findFreePort } from "./support/app-server";
import { expect, test } from "./support/test";
import { type RawReply, type RawUpstream, startRawUpstream } from "./upstreams/raw-upstream";
import { wandbEmulatorKey } from "./upstreams/wandb-emulator";

const json = (reply: RawReply, status: number, body: object) => {
  reply.head(status, { "content-type": "application/json", "x-request-id": "req-of-theirs" });
  reply.end(JSON.stringify(body));
};

test.describe("of a provider whose key is set", () => {
  test.use({
    serverEnv: {
      WANDB_BASE_URL: "WANDB",
      WANDB_API_KEY: wandbEmulatorKey,
      WANDB_PROJECT: "team/project",
    },
  });

  test("the page says who, where from, and makes two real calls: its list, and one token that says what it costs", async ({
    page,
    wandb,
  }) => {
    await page.goto("/models?q=kimi k2 instruct wandb");
    await page
      .getByRole("row", { name: /Kimi K2 Instruct/ })
      .getByRole("link", { name: "wandb", exact: true })
      .click();
    await expect(page).toHaveURL("/models/wandb");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Weights & Biases");
    await expect(page.getByRole("region", { name: "State" })).toContainText("Ready");
    const about = page.getByRole("region", { name: "About the provider" });
    await expect(about).toContainText(/from Switchyard, \d{4}-\d\d-\d\d/);
    await expect(about).toContainText("WANDB_API_KEYis set");
    await expect(about).toContainText("from WANDB_BASE_URL");
    await expect(about.getByRole("link", { name: /Docs/ })).toHaveAttribute("href", /^https:/);
    await expect(page.getByRole("region", { name: "Limits and prices" })).toContainText(
      /Input, \$ per 1M\$0\.\d+ – \$/,
    );

    const table = page.getByRole("table", { name: "Models" });
    await expect(table.getByRole("columnheader", { name: "Provider" })).toBeHidden();
    await page.getByRole("searchbox", { name: "Search models" }).fill("kimi");
    await expect(table.getByRole("row", { name: /Kimi K2 Instruct/ })).toContainText("$1.35");
    await table.getByRole("checkbox", { name: /^Pick Kimi K2 Instruct/ }).check();
    await page.getByRole("button", { name: "Compare specs" }).click();
    await expect(page.getByRole("region", { name: "Comparison of models" })).toContainText(
      "Kimi K2 Instruct",
    );
    await page.goBack();

    const testing = page.getByRole("region", { name: "Test connection" });
    const result = testing.getByRole("group", { name: "Result of the test" });
    const asked = () => wandb.requests.map(({ method, path }) => `${method} ${path}`);
    wandb.requests.length = 0;
    await testing.getByRole("button", { name: "Ask for its models" }).click();
    await expect(result).toContainText(/It answered with a list of \d+ models\./);
    await expect(result).toContainText(/HTTP 200 · \d+ ms/);
    expect(asked()).toEqual(["GET /v1/models"]);

    const askOf = async (ref: string) => {
      await testing.getByRole("combobox", { name: "Model to ask" }).selectOption(ref);
      await testing.getByRole("button", { name: "Ask for one token" }).click();
    };
    await askOf("wandb/moonshotai/Kimi-K2-Instruct");
    await expect(result).toContainText("HTTP 404");
    await expect(result).toContainText("The requested model was not found");
    await askOf("wandb/meta-llama/Llama-3.1-8B-Instruct");
    await expect(testing).toContainText(
      /It costs about \$0\.00000\d+, going by its price \(from the provider's documentation, 2025\)/,
    );
    await expect(result).toContainText(/It answered\. \d+ tokens in, 1 out; estimated \$0\.00000\d+\./);
    expect(asked().at(-1)).toBe("POST /v1/chat/completions");
    expect(wandb.bodies().at(-1)).toMatchObject({
      model: "meta-llama/Llama-3.1-8B-Instruct",
      max_tokens: 1,
    });

    await page.goto("/models/wandb/moonshotai/Kimi-K2-Instruct");
    await page.getByRole("main").getByRole("link", { name: "Weights & Biases", exact: true }).click();
    await expect(page).toHaveURL("/models/wandb");
    await page.goto("/settings");
    await page.getByRole("link", { name: "Weights & Biases", exact: true }).click();
    await expect(page.getByRole("region", { name: "About the provider" })).toBeVisible();
  });
});

test.describe("of a provider that is missing something", () => {
  // The page hears of a refusal by its status.
  test.use({ expectedComplaint: /status of 40[14]/ });

  test("the page names the variable, or how to start the server, and a test without a key sends nothing", async ({
    page,
    app,
  }) => {
    await page.goto("/models/openai");
    await expect(page.getByRole("region", { name: "State" })).toContainText("Needs a key");
    await expect(page.getByRole("region", { name: "State" })).toContainText("OPENAI_API_KEY=…");
    await expect(page.getByRole("region", { name: "About the provider" })).toContainText(
      "OPENAI_API_KEYis not set",
    );
    await page.getByRole("button", { name: "Ask for its models" }).click();
    const refusal = page.getByRole("region", { name: "Test connection" }).getByRole("alert");
    await expect(refusal).toContainText("Set OPENAI_API_KEY to use OpenAI");
    await expect(refusal).toContainText("Nothing was sent");

    await app.restart({ OLLAMA_BASE_URL: `http://127.0.0.1:${await findFreePort()}/v1` });
    await page.goto("/models/ollama");
    await expect(page.getByRole("region", { name: "State" })).toContainText("Not found on this machine");
    await expect(page.getByRole("region", { name: "Start Ollama" })).toContainText("ollama serve");
    await page.getByRole("button", { name: "Ask for its models" }).click();
    const result = page.getByRole("group", { name: "Result of the test" });
    await expect(result).toContainText("Ollama cannot be reached (ECONNREFUSED)");
    await expect(result).toContainText("no response");
    await expect(result).toContainText("Start it: ollama serve");

    await page.goto("/models/nobody");
    await expect(page.getByRole("main")).toContainText("Nothing is here");
  });
});

test.describe("of a provider that does not answer as it should", () => {
  let upstream: RawUpstream;
  let answer: (reply: RawReply) => void;
  test.beforeEach(async ({ app }) => {
    upstream = await startRawUpstream((reply) => answer(reply));
    await app.restart({
      GROQ_BASE_URL: upstream.baseUrl,
      GROQ_API_KEY: "gsk-e2e-secret-value",
      SWITCHYARD_HEADERS_TIMEOUT_MS: "700",
    });
  });
  test.afterEach(() => upstream.close());

  test("a test says the status, the time and the provider's own words, never the key", async ({ page }) => {
    await page.goto("/models/groq");
    const result = page.getByRole("group", { name: "Result of the test" });
    const askForModels = () => page.getByRole("button", { name: "Ask for its models" }).click();

    answer = (reply) =>
      json(reply, 401, {
        error: { message: "Invalid API Key gsk-e2e-secret-value", code: "invalid_api_key" },
      });
    await askForModels();
    await expect(result).toContainText("Groq did not accept the API key.");
    await expect(result).toContainText(/HTTP 401 · \d+ ms/);
    await expect(result).toContainText("Check the value of GROQ_API_KEY");
    await expect(result.getByRole("figure")).toContainText("Invalid API Key");
    await expect(result).toContainText("req-of-theirs");
    await expect(result).not.toContainText("gsk-e2e-secret-value");
    expect(upstream.requests.at(-1)?.headers.authorization).toBe("Bearer gsk-e2e-secret-value");

    answer = () => {};
    await askForModels();
    await expect(page.getByRole("timer")).toBeVisible();
    await expect(result).toContainText("Groq did not respond.");
    await expect(result).toContainText(
      /no response · gave up after (?:7\d\d|8\d\d|9\d\d) ms|gave up after 1\.\d+ s/,
    );
    await expect(result).toContainText("It took the connection and sent nothing.");

    await askForModels();
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(page.getByRole("region", { name: "Test connection" })).toContainText("Stopped.");
    await upstream.requests.at(-1)?.closed;

    answer = (reply) => {
      reply.head(200, { "content-type": "text/html" });
      reply.end("<h1>Welcome</h1>");
    };
    await askForModels();
    await expect(result).toContainText("Groq answered, but not with a list of models.");

    answer = (reply) =>
      json(reply, 429, { error: { message: "Tokens per day used up", code: "rate_limit_exceeded" } });
    await page.getByRole("button", { name: "Ask for one token" }).click();
    await expect(result).toContainText("HTTP 429");
    await expect(result.getByRole("figure")).toContainText("Tokens per day used up");
  });
});

test("the demo's page says that it simulates, and its test answers without calling anything", async ({
  page,
}) => {
  await page.goto("/models/demo");
  await expect(page.getByRole("region", { name: "State" })).toContainText("Simulated");
  await page.getByRole("button", { name: "Ask for its models" }).click();
  const result = page.getByRole("group", { name: "Result of the test" });
  await expect(result).toContainText(/a list of \d+ models/);
  await expect(page.getByRole("region", { name: "Test connection" })).toContainText(
    "Simulated: it costs nothing.",
  );
  await page.getByRole("button", { name: "Ask for one token" }).click();
  await expect(result).toContainText("simulated, nothing was called");
});
