import { describe, expect, it } from "vitest";
import { bodySchema } from "./body-schema";
import { type FieldSchema, getSchemaAt, toTypeWords } from "./field-schema";
import { findBodyNotes } from "./find-body-notes";

const messagesOf = (
  body: Parameters<typeof findBodyNotes>[0],
  settings: Parameters<typeof findBodyNotes>[1] = {},
) => findBodyNotes(body, settings).map(({ severity, message }) => `${severity}: ${message}`);

describe("a body field", () => {
  it("that is known and right has nothing said of it", () => {
    expect(
      messagesOf({
        top_k: 40,
        min_p: 0,
        logprobs: true,
        logit_bias: { "50256": -100 },
        chat_template_kwargs: { enable_thinking: false, anything: 1 },
        provider: { order: ["a"], sort: "price" },
        service_tier: null,
      }),
    ).toEqual([]);
  });

  it.each([
    [
      { top_k: "40" },
      "warning: top_k takes a whole number of at least -1; it is sent as it is, and may be refused.",
    ],
    [{ min_p: 1.5 }, "warning: min_p takes a number from 0 to 1; it is sent as it is, and may be refused."],
    [
      { verbosity: "loud" },
      "warning: verbosity takes a text: low, medium, high; it is sent as it is, and may be refused.",
    ],
    [
      { logit_bias: { a: 101 } },
      "warning: logit_bias.a takes a number from -100 to 100; it is sent as it is, and may be refused.",
    ],
    [
      { stop_token_ids: [1, "2"] },
      "warning: stop_token_ids.1 takes a whole number; it is sent as it is, and may be refused.",
    ],
    [
      { provider: { sort: "fast" } },
      "warning: provider.sort takes a text: price, throughput, latency; it is sent as it is, and may be refused.",
    ],
  ])("of the wrong kind is told: %j", (body, message) => {
    expect(messagesOf(body)).toEqual([message]);
  });

  it("that nobody knows is allowed, with a mild word and a guess", () => {
    expect(messagesOf({ x_special: 1 })).toEqual(["info: x_special is not known here; it is sent as it is."]);
    expect(messagesOf({ topk: 1 })).toEqual([
      "info: topk is not known here; it is sent as it is. Is top_k meant?",
    ]);
    expect(messagesOf({ toString: 1 }, {})[0]).toContain("toString is not known here");
  });

  it("that a setting sets as well wins, and that is said", () => {
    expect(messagesOf({ temperature: 3 }, { temperature: 0.5 })).toEqual([
      "warning: Temperature is set, too: what stands here wins.",
      "warning: temperature takes a number from 0 to 2; it is sent as it is, and may be refused.",
    ]);
    expect(messagesOf({ stop: ["a"] })).toEqual(["info: stop can be set under Stop sequences."]);
    expect(messagesOf({ max_completion_tokens: 5 }, { maxOutputTokens: 9 })[0]).toContain("are both sent");
  });

  it("that has a place of its own is wrong here", () => {
    expect(messagesOf({ stream: true })[0]).toMatch(/^error: stream has a place of its own/);
  });
});

describe("the schema", () => {
  it("says of every field what it is, and where that is known from", () => {
    for (const [name, schema] of Object.entries(bodySchema.properties)) {
      expect(schema.source, name).toBeTruthy();
      expect(toTypeWords(schema), name).not.toBe("");
      expect(isConsistent(schema), name).toBe(true);
    }
  });

  it("is found by path, through objects and lists", () => {
    expect(getSchemaAt(bodySchema, ["provider", "order", "0"])).toEqual({ type: "string" });
    expect(getSchemaAt(bodySchema, ["logit_bias", "7"])).toMatchObject({ maximum: 100 });
    expect(getSchemaAt(bodySchema, ["nobody", "knows"])).toBeUndefined();
  });
});

function isConsistent({ minimum, maximum, type }: FieldSchema): boolean {
  const isNumber = type === "number" || type === "integer";
  return isNumber
    ? (minimum ?? Number.NEGATIVE_INFINITY) <= (maximum ?? Number.POSITIVE_INFINITY)
    : minimum === undefined;
}
