import { expect, it } from "vitest";
import { toSettingText } from "./read-setting.mjs";

it.each([
  ["3001", "3001"],
  ["3001 # of the second one", "3001"],
  ['"a # password" # of the network', "a # password"],
  ["'0.0.0.0'", "0.0.0.0"],
  ["# not set", ""],
])("a value in .env is read as the server reads it: %s", (text, value) => {
  expect(toSettingText(text)).toBe(value);
});
