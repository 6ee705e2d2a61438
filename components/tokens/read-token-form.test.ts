import { describe, expect, it } from "vitest";
import { readTokenForm } from "./read-token-form";

function formWith(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ name: "CI", ...fields })) form.set(name, value);
  return form;
}

describe("the form of a token", () => {
  it("limits nothing that was left empty", () => {
    expect(readTokenForm(formWith({ usdPerMonth: " " }), { now: 0, expiresAt: null })).toEqual({
      content: {
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
    expect(readTokenForm(formWith(fields), { now: 1_000, expiresAt: null })).toMatchObject({
      content: { models: ["demo/echo", "llama/*", "wandb/x"], usdPerMonth: 0.5, expiresAt: 172_801_000 },
    });
  });

  it.each([
    [{ name: "" }, /^Name: /],
    [{ requestsPerMinute: "many" }, /^Requests per minute: /],
    [{ tokensPerMinute: "1.5" }, /^Tokens per minute: /],
    [{ usdPerMonth: "-1" }, /^Dollars per month: must not be negative/],
    [{ usdPerMonth: "abc" }, /^Dollars per month: must be a number/],
    [{ expiresInDays: "0" }, /^Expires after: must be more than 0 days/],
    [{ expiresInDays: "soon" }, /^Expires after: /],
    [{ expiresInDays: "9e99" }, /^Expires: /],
    [{ expiresInDays: "100000000" }, /^Expires: must be before the year 10000/],
    [{ expiresInDays: "2932897" }, /^Expires: must be before the year 10000/],
    [{ name: "n".repeat(81) }, /^Name: must have 80 characters at most/],
    [{ models: "m/".padEnd(301, "x") }, /^Models: must have 300 characters at most/],
  ])("says which field is wrong: %o", (fields: Record<string, string>, words) => {
    expect(readTokenForm(formWith(fields), { now: 0, expiresAt: null })).toEqual({
      problem: expect.stringMatching(words),
    });
  });

  it("keeps the moment at which a token expires unless its day is changed: then it is the end of the new one", () => {
    const expiresAt = Date.UTC(2026, 10, 28, 12);
    const read = (expiresOn: string) => readTokenForm(formWith({ expiresOn }), { now: 0, expiresAt });
    expect(read("2026-11-28")).toMatchObject({ content: { expiresAt } });
    expect(read("2026-11-29")).toMatchObject({ content: { expiresAt: Date.UTC(2026, 10, 30) - 1 } });
    expect(read("")).toMatchObject({ content: { expiresAt: null } });
  });
});
