import { describe, expect, it } from "vitest";
import { isSetField, leaveOutOfBody, leaveOutOfSettings, unsetField } from "./leave-out";

const ruleWith = (field: string, sentAs: string | null = null) => ({
  field,
  sentAs,
  refusedAt: Date.UTC(2026, 10, 28),
});

describe("what a model refused", () => {
  it("is left out of the body, a value of 0 too, and said", () => {
    expect(leaveOutOfBody({ model: "x", temperature: 0, seed: 1 }, [ruleWith("temperature")])).toEqual({
      body: { model: "x", seed: 1 },
      notices: ["Temperature was left out: this model refused it on 2026-11-28."],
    });
  });

  it("says nothing when it was not there", () => {
    const body = { model: "x" };
    expect(leaveOutOfBody(body, [ruleWith("temperature")])).toEqual({ body, notices: [] });
  });

  it("goes under the name that the model takes, without overwriting what is there", () => {
    const rule = ruleWith("max_tokens", "max_completion_tokens");
    expect(leaveOutOfBody({ max_tokens: 9 }, [rule])).toEqual({
      body: { max_completion_tokens: 9 },
      notices: [
        "Max output tokens was sent as max_completion_tokens: this model refused max_tokens on 2026-11-28.",
      ],
    });
    expect(leaveOutOfBody({ max_tokens: 9, max_completion_tokens: 3 }, [rule]).body).toEqual({
      max_completion_tokens: 3,
    });
  });

  it("takes along what is refused without it", () => {
    const body = { tools: [], tool_choice: "auto", parallel_tool_calls: true, seed: 1 };
    expect(leaveOutOfBody(body, [ruleWith("tools")]).body).toEqual({ seed: 1 });
  });

  it("is left out of the settings, so that nothing counts on it; a renamed one stays", () => {
    const settings = { maxOutputTokens: 9, temperature: 0, tools: [], toolChoice: "auto" };
    expect(leaveOutOfSettings(settings, [ruleWith("temperature"), ruleWith("tools")]).settings).toEqual({
      maxOutputTokens: 9,
    });
    expect(leaveOutOfSettings(settings, [ruleWith("max_tokens", "max_completion_tokens")]).settings).toEqual(
      settings,
    );
    expect(settings.temperature).toBe(0);
  });

  it("can be unset wherever it is set", () => {
    const settings = { temperature: 0, body: { temperature: 1, top_k: 4 } };
    expect(unsetField(settings, "temperature")).toEqual({ body: { top_k: 4 } });
    expect(unsetField({ body: { top_k: 4 } }, "top_k")).toEqual({});
    expect(isSetField(settings, "top_k")).toBe(true);
    expect(isSetField({ temperature: 0 }, "temperature")).toBe(true);
    expect(isSetField(settings, "stream_options")).toBe(false);
  });
});
