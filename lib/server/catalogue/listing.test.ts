import { describe, expect, it } from "vitest";
import { parseListing } from "./listing";

const origin = { providerId: "vllm", kind: "local", sourceDate: "2026-11-29" } as const;

describe("a listing", () => {
  it.each([
    [{ max_model_len: 32_768 }],
    [{ context_length: 32_768 }],
    [{ context_window: 32_768 }],
    [{ max_context_length: 32_768 }],
    [{ meta: { n_ctx_train: 32_768 } }],
  ])("says the context as %o", (fields) => {
    expect(parseListing(origin, { data: [{ id: "m", ...fields }] })[0]?.contextTokens).toBe(32_768);
  });

  it.each([
    [{ context_length: 0 }],
    [{ context_length: "8k" }],
    [{ context_length: -1 }],
    [{ meta: null }],
    [{ meta: "x" }],
    [{}],
  ])("that says no usable context (%o) says none", (fields) => {
    expect(parseListing(origin, { data: [{ id: "m", ...fields }] })).toMatchObject([
      { id: "m", contextTokens: null },
    ]);
  });
});
