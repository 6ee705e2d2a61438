import { AppError } from "@/lib/app-error";

/** A model ref taken apart: `wandb/Qwen/Qwen3-235B` is `wandb` and `Qwen/Qwen3-235B`. */
export type ModelRef = { providerId: string; modelId: string };

/** White space, but spaces within an id (llama.cpp calls a model by its file's path), and what no header can carry. */
const unfit = /^[^/]* |^[^/]*\/ | $|[^\S ]|[\p{Cc}\p{Cs}]/u;

/**
 * Splits `provider/model-id` at the first slash; the id keeps its slashes, its case and the spaces within it.
 * @throws AppError `invalid_model_ref`
 */
export function parseModelRef(ref: string): ModelRef {
  const slash = ref.indexOf("/");
  const providerId = ref.slice(0, slash);
  const modelId = ref.slice(slash + 1);
  if (slash < 1 || modelId.length === 0 || unfit.test(ref)) {
    throw new AppError(
      "invalid_model_ref",
      `"${ref.slice(0, 200)}" is not a model ref. Write it as provider/model-id, for example demo/writer.`,
    );
  }
  return { providerId, modelId };
}

export function formatModelRef({ providerId, modelId }: ModelRef): string {
  return `${providerId}/${modelId}`;
}
