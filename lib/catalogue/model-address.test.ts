import { expect, it } from "vitest";
import { fromModelAddress, listAddressedRefs, toModelAddress } from "./model-address";

const refs = [
  "wandb/Qwen/Qwen3-235B-A22B-Instruct-2507",
  "acme/org/name:free@v1",
  "acme/with space?&#%/é",
  "acme/100%",
  "acme/a%2Fb",
  "llamacpp//models/x.gguf",
  "llamacpp/../models/7B/x.gguf",
  "vllm/./x",
  "acme/a//b",
  "acme/a/",
];

it.each(refs)("%s has an address that leads back to it", (ref) => {
  const url = new URL(toModelAddress(ref), "http://localhost");
  expect(fromModelAddress(url.pathname.split("/").slice(2))).toBe(ref);
});

it.each(refs)("%s is found by parts as they stand in its address and by decoded ones", (ref) => {
  const parts = new URL(toModelAddress(ref), "http://localhost").pathname.split("/").slice(2);
  expect(listAddressedRefs(parts)[0]).toBe(ref);
  expect(listAddressedRefs(parts.map(decodeURIComponent))).toContain(ref);
});
