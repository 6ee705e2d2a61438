import { expect, it } from "vitest";
import { toAgo } from "./to-ago";

it.each([
  [0, "just now"],
  [59_000, "just now"],
  [60_000, "1 minute ago"],
  [3 * 3_600_000 + 5, "3 hours ago"],
  [50 * 3_600_000, "2 days ago"],
  [-5_000, "just now"],
])("%i ms are %s", (ms, words) => expect(toAgo(1_000_000_000_000 - ms, 1_000_000_000_000)).toBe(words));
