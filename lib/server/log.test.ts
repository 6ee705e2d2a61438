import { APICallError, JSONParseError, TypeValidationError } from "ai";
import { afterEach, expect, it, vi } from "vitest";
import { createLog, hideFromLog } from "./log";

afterEach(() => vi.unstubAllEnvs());

it("never shows a known key, whatever it is part of", () => {
  const lines: string[] = [];
  hideFromLog(["canary-key-1234567890"]);
  const log = createLog({ write: (line) => lines.push(line) });
  const err = new Error("refused the key canary-key-1234567890");
  log.error({ err, deep: { in: ["an array: canary-key-1234567890"] } }, "said canary-key-1234567890");
  log.error({
    password: "open sesame",
    provider: { apiKey: "another one", headers: { authorization: "Bearer x" } },
  });
  log.error({ headers: { authorization: "Basic y", "set-cookie": "z=1" } });
  expect(lines).toHaveLength(3);
  expect(lines.join("")).not.toMatch(/canary-key|open sesame|another one|Bearer x|Basic y|z=1/);
  expect(lines[0]).toContain("refused the key [masked]");
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

it("never shows a request or an answer that an error carries or quotes", () => {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  const body = "what the user asked";
  const cause = new TypeValidationError({ value: { body }, cause: new Error("no such field") });
  const refused = new APICallError({
    message: `refused: ${body}`,
    url: "http://acme.test",
    requestBodyValues: { body },
    responseBody: body,
    cause,
  });
  const errors = [
    refused,
    new JSONParseError({ text: body, cause }),
    new Error("outside", { cause: refused }),
  ];
  for (const err of errors) log.error({ err }, "a run failed inside");
  expect(lines).toHaveLength(3);
  expect(lines.join("")).not.toContain(body);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ err: { stack: expect.stringContaining("at ") } });
  expect(lines[2]).toContain("no such field");
});
