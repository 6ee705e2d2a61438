import { afterEach, expect, it } from "vitest";
import { startTestServer, type TestServer } from "@/app/api/test-server";

let server: TestServer;
afterEach(() => server.close());

async function list(settings: Record<string, string>) {
  const acme = { baseUrl: "https://a.example/v1", keyVariable: null, headers: { "X-Acme": { env: "ACME" } } };
  server = await startTestServer({ settings, config: { providers: { acme } } });
  const { listProviders } = await import("./get-providers");
  return listProviders();
}

it("a key with a character that is not shown is named when the server starts, and so is a header of a variable", async () => {
  const listing = list({ OPENAI_API_KEY: "sk-\u200bsecret", ACME: "two\nlines" });
  await expect(listing).rejects.toThrow(/OPENAI_API_KEY: has a character[\s\S]*ACME: has a character/);
  await expect(listing).rejects.not.toThrow("secret");
});

it("a key with blanks around it is as good as one without", async () => {
  const providers = await list({ OPENAI_API_KEY: " sk-secret\n", ACME: "one line" });
  expect(providers.find(({ id }) => id === "acme")?.headers).toEqual({ "X-Acme": "one line" });
});

it("an address with more than a path is named when the server starts: every request would go elsewhere", async () => {
  const listing = list({
    OPENAI_BASE_URL: "https://gate.example/v1?api-version=2",
    GROQ_BASE_URL: "gate.example",
  });
  await expect(listing).rejects.toThrow(
    /OPENAI_BASE_URL: must end with its path[\s\S]*GROQ_BASE_URL: must be an address/,
  );
});
