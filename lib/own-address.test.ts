import { expect, it } from "vitest";
import { toOwnAddress } from "./own-address";

it.each([
  ["/", "/"],
  ["/usage?days=7", "/usage?days=7"],
  ["/chat/abc?m=1&_rsc=xyz", "/chat/abc?m=1"],
  ["/models/a%2Fb?q=ä", "/models/a%2Fb?q=%C3%A4"],
])("%s is a page of this server", (text, address) => {
  expect(toOwnAddress(text)).toBe(address);
});

it.each([
  "//evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/./\\evil.example",
  "/\t/evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "evil.example",
  "",
  "/login",
  "/login?to=/usage",
])("%j leads nowhere after signing in", (text) => {
  expect(toOwnAddress(text)).toBeNull();
});
