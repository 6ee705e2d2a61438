import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { createId } from "@/lib/id";
import type { FieldRefusal } from "@/lib/refusals/refusal";

vi.setConfig({ testTimeout: 20_000 });

const model = "openai/gpt-picky";
const words = "Unsupported parameter: 'temperature' is not supported with this model.";
let server: TestServer;
const upstream = new LLMock({ port: 0, strict: true });

beforeAll(async () => {
  upstream.on(
    { predicate: (request) => Object.hasOwn(request, "temperature") },
    {
      error: { message: words, type: "invalid_request_error", code: "unsupported_parameter" },
      status: 400,
    },
  );
  upstream.onMessage(/./, { content: "Fine." });
  await upstream.start();
  server = await startTestServer({
    settings: { OPENAI_API_KEY: "sk-unit-test-value", OPENAI_BASE_URL: `${upstream.url}/v1` },
  });
});
afterAll(async () => {
  await server.close();
  await upstream.stop();
});

type Sent = Record<string, unknown>;
const lastBody = () => upstream.getRequests().at(-1)?.body as Sent | undefined;

async function ask(lane: object, chat: { chatId?: string; turnId?: string } = {}) {
  const turn = turnWith({ ...chat, lanes: [laneWith({ model, ...lane })] });
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  const document = await server.readChat(turn.chatId);
  return { turn, metadata: document.messages.find(({ role }) => role === "assistant")?.metadata };
}

const list = async (): Promise<FieldRefusal[]> => (await server.send("GET", "/api/refusals")).json();

describe("a field that a model refused", () => {
  it("is named in the error, and remembered when asked for", async () => {
    const { metadata } = await ask({ settings: { temperature: 0.5 } });
    expect(metadata?.error).toMatchObject({
      code: "bad_request",
      title: "OpenAI refused temperature.",
      refusedField: { field: "temperature", sentAs: null, isLasting: true },
    });
    expect(await list()).toEqual([]);
    const remembered = await server.send("POST", `/api/runs/${metadata?.runId}/refusal`);
    expect(await remembered.json()).toMatchObject({ model, field: "temperature", sentAs: null, words });
    // Asked for twice, it is remembered once.
    await server.send("POST", `/api/runs/${metadata?.runId}/refusal`);
    expect(await list()).toHaveLength(1);
  });

  it("is left out of the next request, of the settings as of the other body fields, and the answer says so", async () => {
    const settings = { temperature: 0.5, seed: 3, body: { temperature: 1, top_k: 4 } };
    const { turn, metadata } = await ask({ settings });
    expect(lastBody()).toMatchObject({ seed: 3, top_k: 4 });
    expect(lastBody()).not.toHaveProperty("temperature");
    expect(metadata?.outcome).toBe("complete");
    expect(metadata?.notices).toEqual([
      expect.stringMatching(/^Temperature was left out: this model refused it on \d{4}-\d\d-\d\d\.$/),
    ]);
    // What was set is kept for other models.
    expect((await server.readChat(turn.chatId)).lanes[0]?.settings).toEqual(settings);
    const { exchanges } = (await (await server.send("GET", `/api/turns/${turn.turnId}/exchanges`)).json())[0];
    expect(exchanges[0].requestBody).not.toContain("temperature");
  });

  it("is left out of what is described as the next request, and said there", async () => {
    const lane = laneWith({
      model: model.toUpperCase().replace("OPENAI", "openai"),
      settings: { temperature: 1 },
    });
    const response = await server.send("POST", "/api/requests", { body: { chatId: createId(), lane } });
    const described = await response.json();
    expect(described.body).not.toHaveProperty("temperature");
    expect(described.notices[0]).toContain("Temperature was left out");
  });

  it("does not concern other models", async () => {
    await ask({ model: "openai/gpt-other", settings: { temperature: 0.5 } });
    expect(lastBody()).toMatchObject({ temperature: 0.5 });
  });

  it("is tried again once it is forgotten", async () => {
    const [refusal] = await list();
    expect((await server.send("DELETE", `/api/refusals/${refusal?.id}`)).status).toBe(200);
    expect((await server.send("DELETE", `/api/refusals/${refusal?.id}`)).status).toBe(404);
    await ask({ settings: { temperature: 0.5 } });
    expect(lastBody()).toMatchObject({ temperature: 0.5 });
  });

  it("of a temporary chat is remembered without the provider's words", async () => {
    const chat = { chatId: `temp-${createId()}`, turnId: `temp-${createId()}` };
    const { metadata } = await ask({ settings: { temperature: 0.5 } }, chat);
    await server.send("POST", `/api/runs/${metadata?.runId}/refusal`);
    expect(await list()).toMatchObject([{ field: "temperature", words: null }]);
  });

  it("cannot be remembered of an answer that was not refused for one", async () => {
    const { metadata } = await ask({ model: "demo/echo" });
    expect((await server.send("POST", `/api/runs/${metadata?.runId}/refusal`)).status).toBe(409);
  });
});
