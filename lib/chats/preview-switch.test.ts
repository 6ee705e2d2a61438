import { describe, expect, it } from "vitest";
import type { Attachment } from "@/lib/attachments/attachment";
import { toFilePart } from "@/lib/attachments/to-file-part";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import type { ChatMessage } from "@/lib/chats/chat-document";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { previewSwitch } from "./preview-switch";

const modelWith = (facts: Partial<CatalogueModel>): CatalogueModel => ({
  ...blankModel({ providerId: "acme", id: "new", kind: "hosted", source: "config", sourceDate: "2026" }),
  ...facts,
});
const priced = modelWith({
  name: "New",
  contextTokens: 10_000,
  imageInput: false,
  priceState: "metered",
  prices: { inputUsdPerMTok: 2, outputUsdPerMTok: 4, cachedInputUsdPerMTok: null },
});

const picture: Attachment = {
  id: "a".repeat(64),
  name: "map.png",
  kind: "image",
  mediaType: "image/png",
  bytes: 1_000,
  width: 10,
  height: 10,
};

const usage = { inputTokens: 900, cachedInputTokens: null, outputTokens: 400, reasoningTokens: 300 };
const question = (text: string): ChatMessage => ({
  id: "question",
  role: "user",
  parts: [toFilePart(picture), { type: "text", text }],
});
const answer = (overrides: Partial<AnswerMetadata>, parts: ChatMessage["parts"] = []): ChatMessage => ({
  id: "answer",
  role: "assistant",
  parts: [{ type: "reasoning", text: "Hm." }, ...parts, { type: "text", text: "x".repeat(400) }],
  metadata: { model: "acme/old", modelName: "Old", usage, ...overrides } as AnswerMetadata,
});

const preview = (messages: ChatMessage[], overrides: Partial<Parameters<typeof previewSwitch>[0]> = {}) =>
  previewSwitch({ messages, ref: "acme/new", model: priced, settings: {}, ...overrides });

describe("changing a chat's model", () => {
  it("sends again what the last answer's usage has counted, without its thinking", () => {
    expect(preview([question("Where?"), answer({})])).toMatchObject({
      fromName: "Old",
      toName: "New",
      messages: 2,
      tokens: 1_000,
      countedBy: "Old",
      usd: 0.002,
      thoughts: 1,
      unseen: ["The image “map.png”: New cannot see images."],
      contextTokens: 10_000,
      fit: "fits",
    });
  });

  it("adds what came later by its length, and guesses all of it when nothing was counted", () => {
    const later: ChatMessage = { id: "later", role: "user", parts: [{ type: "text", text: "y".repeat(40) }] };
    expect(preview([question("Where?"), answer({}), later])).toMatchObject({ tokens: 1_010 });
    const uncounted = preview([question("z".repeat(400)), answer({ usage: null })], {
      settings: { instructions: "i".repeat(80) },
    });
    expect(uncounted).toMatchObject({ tokens: 220, countedBy: null });
  });

  it("does not take the sum of several requests for the length of the conversation", () => {
    const steps = answer({}, [{ type: "step-start" }, { type: "step-start" }]);
    expect(preview([question("Where?"), steps])).toMatchObject({ countedBy: null });
  });

  it.each<[string, CatalogueModel | null, object]>([
    [
      "a price that is not published is unknown, never 0",
      modelWith({}),
      { usd: null, whyNoUsd: "cost unknown" },
    ],
    ["nobody knows the model", null, { usd: null, whyNoUsd: "cost unknown", fit: "unknown", toName: "new" }],
    ["it runs here", modelWith({ priceState: "local" }), { usd: null, whyNoUsd: "it runs on your machine" }],
    ["it is simulated", modelWith({ priceState: "simulated" }), { usd: null, whyNoUsd: "simulated" }],
    ["the context is too small", modelWith({ contextTokens: 999 }), { fit: "exceeds" }],
    [
      "it takes less input than its context holds",
      modelWith({ contextTokens: 10_000, maxInputTokens: 999 }),
      { fit: "exceeds", maxInputTokens: 999 },
    ],
    ["the context is nearly full", modelWith({ contextTokens: 1_100 }), { fit: "tight" }],
  ])("%s", (_, model, expected) => {
    expect(preview([question("Where?"), answer({})], { model })).toMatchObject(expected);
  });

  it("keeps room for the answer that is asked for", () => {
    const settings = { maxOutputTokens: 9_500 };
    expect(preview([question("Where?"), answer({})], { settings })).toMatchObject({ fit: "exceeds" });
  });

  it("counts the calls that a lane without tools does not tell of", () => {
    const called = answer({}, [
      { type: "tool-look", toolCallId: "1", state: "output-available", input: {}, output: 1 },
    ]);
    expect(preview([question("Where?"), called])).toMatchObject({ untoldCalls: 1 });
  });

  it("guesses the length of what tools gave back, where the lane has tools and tells of it", () => {
    const output = "o".repeat(3_998);
    const called = answer({ usage: null }, [
      { type: "tool-look", toolCallId: "1", state: "output-available", input: {}, output },
    ]);
    const tools = [{ kind: "function" as const, name: "look", parameters: {} }];
    const settings = { tools } as unknown as LaneSettings;
    const without = preview([question(""), called])?.tokens ?? 0;
    expect(preview([question(""), called], { settings })?.tokens).toBe(without + 1_001);
  });

  it("is nothing while the route stays, whichever of its models answered", () => {
    const route = { route: "auto/fast", rule: null, stops: [] };
    expect(preview([question("Where?"), answer({ route })], { ref: "auto/fast", model: null })).toBeNull();
    expect(preview([question("Where?"), answer({ route })])).toMatchObject({
      fromName: "Old",
      toName: "New",
    });
  });

  it("is nothing while the model stays, or before anybody has answered", () => {
    expect(preview([question("Where?"), answer({ model: "acme/new" })])).toBeNull();
    expect(preview([question("Where?")])).toBeNull();
    expect(preview([question("Where?"), answer({ byHand: "written", model: "" })])).toBeNull();
  });
});
