import { describe, expect, test } from "vitest";
import { askThroughWire, replying } from "@/e2e/upstreams/ask-through-wire";
import { runErrorCodes } from "@/lib/runs/run-error";
import type { WireFault, WireProvider } from "./exchange";
import { toRunError } from "./to-run-error";

const faultWith = (overrides: Partial<WireFault>): WireFault => ({
  code: "provider_failed",
  status: null,
  providerMessage: null,
  requestId: null,
  retryAt: null,
  ...overrides,
});
const providerWith = (overrides: Partial<WireProvider>): WireProvider => ({
  id: "acme",
  name: "Acme",
  kind: "hosted",
  keyVariable: "ACME_API_KEY",
  ...overrides,
});
const wandb = providerWith({ id: "wandb", name: "Weights & Biases", keyVariable: "WANDB_API_KEY" });
const llama = providerWith({ id: "llama", name: "Llama API", keyVariable: "LLAMA_API_KEY" });
const errorOf = (code: WireFault["code"], provider = providerWith({}), rest: Partial<WireFault> = {}) =>
  toRunError({ fault: faultWith({ code, ...rest }), provider, model: "some/model" });

describe("errors in words", () => {
  test.each(runErrorCodes)("%s has a title and an advice in whole sentences", (code) => {
    const { title, advice } = errorOf(code);
    expect(title).toMatch(/^[A-Z].*\.$/);
    expect(advice).toMatch(/^[A-Z].*[.)]$/);
    expect(`${title} ${advice}`).not.toMatch(/undefined|null/);
  });

  test("what the provider said and named is handed on", () => {
    const said = { status: 429, providerMessage: "Slow down", requestId: "r-1", retryAt: 1_790_000_000_000 };
    expect(errorOf("rate_limited", providerWith({}), said)).toMatchObject(said);
    expect(errorOf("rate_limited", providerWith({}), said).advice).toContain("countdown");
  });

  test("a key that was refused is named by its variable", () => {
    expect(errorOf("unauthorized").advice).toContain("ACME_API_KEY");
    expect(errorOf("missing_key", wandb).advice).toContain("Set WANDB_API_KEY");
  });

  test("Weights & Biases gives advice of its own", () => {
    const codes = [
      "unauthorized",
      "payment_required",
      "forbidden",
      "model_not_found",
      "rate_limited",
    ] as const;
    for (const code of codes) expect(errorOf(code, wandb).advice).not.toBe(errorOf(code).advice);
    expect(errorOf("payment_required", wandb).advice).toContain("credits");
    expect(errorOf("forbidden", wandb).advice).toContain("country");
    expect(errorOf("rate_limited", wandb).advice).toContain("per project, user and model");
  });

  test.each([
    ["ollama", "ollama serve"],
    ["lmstudio", "lms server start"],
    ["llamacpp", "llama-server"],
    ["vllm", "vllm serve"],
  ])("%s that is not running is started with %s", (id, command) => {
    const provider = providerWith({ id, name: id, kind: "local", keyVariable: null });
    expect(errorOf("unreachable", provider).advice).toContain(command);
  });

  test("a model that Ollama lacks is pulled", () => {
    const ollama = providerWith({ id: "ollama", name: "Ollama", kind: "local", keyVariable: null });
    expect(errorOf("model_not_found", ollama).advice).toContain("ollama pull some/model");
  });
});

describe("the end of the Llama API", () => {
  const page = "<html><body>The Llama API has moved on</body></html>";
  const ask = (transport: typeof fetch, baseUrl: string) =>
    askThroughWire({ transport, baseUrl, provider: llama });
  const official = "https://api.llama.com/compat/v1";
  const elsewhere = "http://127.0.0.1:9/v1";

  test.each([
    ["a move", replying("", { status: 301 }), official],
    ["gone", replying('{"error":{"message":"Gone"}}', { status: 410 }), official],
    ["gone, elsewhere", replying("", { status: 410 }), elsewhere],
    ["a refusal", replying('{"detail":"Forbidden"}', { status: 403 }), official],
    [
      "a refusal that says why, elsewhere",
      replying('{"detail":"This API was shut down"}', { status: 403 }),
      elsewhere,
    ],
    ["a page with status 200", replying(page, { headers: { "content-type": "text/html" } }), elsewhere],
  ])("%s is told as the retirement it is, with living hosts", async (_, transport, baseUrl) => {
    const { exchange } = await ask(transport, baseUrl);
    expect(exchange.fault?.code).toBe("service_ended");
    const { advice } = toRunError({
      fault: exchange.fault ?? faultWith({}),
      provider: llama,
      model: "llama-3.3-70b-instruct",
    });
    expect(advice).toContain("2026-07-06");
    expect(advice).toContain("Groq");
    expect(advice).toContain("LLAMA_BASE_URL");
  });

  test("another host behind the same name keeps its ordinary errors", async () => {
    const refused = await ask(replying('{"detail":"No access"}', { status: 403 }), elsewhere);
    expect(refused.exchange.fault?.code).toBe("forbidden");
    const missing = await ask(replying('{"detail":"No such model"}', { status: 404 }), elsewhere);
    expect(missing.exchange.fault?.code).toBe("model_not_found");
  });
});
