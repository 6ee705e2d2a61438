import { expect, it } from "vitest";
import { fromModelAddress, toModelAddress } from "./model-address";

it.each(["wandb/Qwen/Qwen3-235B-A22B-Instruct-2507", "acme/org/name:free@v1", "acme/with space?&#%/é"])(
  "%s has an address that leads back to it",
  (ref) => {
    const url = new URL(toModelAddress(ref), "http://localhost");
    expect(fromModelAddress(url.pathname.split("/").slice(2))).toBe(ref);
  },
);
