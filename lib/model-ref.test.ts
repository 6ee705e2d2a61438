import { describe, expect, it } from "vitest";
import { AppError } from "./app-error";
import { parseModelRef } from "./model-ref";

describe("a model ref", () => {
  it.each([
    ["wandb/Qwen/Qwen3-235B", "wandb", "Qwen/Qwen3-235B"],
    ["llamacpp//home/me/My Model Q4.gguf", "llamacpp", "/home/me/My Model Q4.gguf"],
    ["acme/a / b", "acme", "a / b"],
  ])("%s is split at the first slash", (ref, providerId, modelId) =>
    expect(parseModelRef(ref)).toEqual({ providerId, modelId }),
  );

  it.each([
    "demo",
    "/echo",
    "demo/",
    "de mo/echo",
    "demo/ echo",
    "demo/echo ",
    "demo/ec\tho",
    "demo/e\nb",
    "demo/\ud800",
  ])("%j is none", (ref) => expect(() => parseModelRef(ref)).toThrow(AppError));
});
