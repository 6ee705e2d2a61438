import { describe, expect, it } from "vitest";
import { readSettingIn } from "./read-setting.mjs";

const text = [
  "\uFEFFPORT=3111 # the second server",
  'HOST="127.0.0.1" # this machine',
  "SWITCHYARD_PASSWORD='a # long one'",
  "PUBLIC_URL=`http://x`",
  "  export SWITCHYARD_DATA=/tmp/with space",
  "DATABASE_URL=",
  "SWITCHYARD_SETUP=off",
  "SWITCHYARD_SETUP=on",
  "# OTHER=1",
  "",
].join("\r\n");

describe("a setting that npm start reads from .env", () => {
  it.each([
    ["PORT", "3111"],
    ["HOST", "127.0.0.1"],
    ["SWITCHYARD_PASSWORD", "a # long one"],
    ["PUBLIC_URL", "http://x"],
    ["SWITCHYARD_DATA", "/tmp/with space"],
    ["SWITCHYARD_SETUP", "on"],
  ])("%s is what the server finds there, without the comment and quotes around it", (name, value) => {
    expect(readSettingIn(text, name)).toBe(value);
  });

  it("that is left empty is unset, and not the line below it", () => {
    expect(readSettingIn(text, "DATABASE_URL")).toBeUndefined();
    expect(readSettingIn("HOST=\nPORT=3001\n", "HOST")).toBeUndefined();
    expect(readSettingIn("HOST=\nPORT=3001\n", "PORT")).toBe("3001");
    expect(readSettingIn(text, "OTHER")).toBeUndefined();
  });
});
