import { describe, expect, it } from "vitest";
import { readNewToken } from "./read-new-token";

function formWith(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ name: "CI", ...fields })) form.set(name, value);
  return form;
}

describe("the form of a new token", () => {
  it("limits nothing that was left empty", () => {
    expect(readNewToken(formWith({ usdPerMonth: " " }), 0)).toEqual({
      token: {
        name: "CI",
        models: [],
        requestsPerMinute: null,
        tokensPerMinute: null,
        usdPerMonth: null,
        expiresAt: null,
      },
    });
  });

  it("takes models apart at spaces, lines and commas, and days as a date", () => {
    const fields = { models: "demo/echo, llama/*\n wandb/x", usdPerMonth: "0.5", expiresInDays: "2" };
    expect(readNewToken(formWith(fields), 1_000)).toMatchObject({
      token: { models: ["demo/echo", "llama/*", "wandb/x"], usdPerMonth: 0.5, expiresAt: 172_801_000 },
    });
  });

  it.each([
    [{ name: "" }, /^Name: /],
    [{ requestsPerMinute: "many" }, /^Requests per minute: /],
    [{ tokensPerMinute: "1.5" }, /^Tokens per minute: /],
    [{ usdPerMonth: "-1" }, /^Dollars per month: /],
  ])("says which field is wrong: %o", (fields: Record<string, string>, words) => {
    expect(readNewToken(formWith(fields), 0)).toEqual({ problem: expect.stringMatching(words) });
  });
});
