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
