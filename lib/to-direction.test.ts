import { expect, it } from "vitest";
import { toDirection } from "./to-direction";

it.each([
  ["", "ltr"],
  ["12, 13 …", "ltr"],
  ["hello שלום", "ltr"],
  ["(1) שלום hello", "rtl"],
  ["مرحبا", "rtl"],
  [`${"\n".repeat(1_900)}ދިވެހި`, "rtl"],
])("the direction of a text is that of its first letter: %j", (text, direction) => {
  expect(toDirection(text)).toBe(direction);
});
