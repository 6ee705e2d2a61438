import "server-only";
import type { CompletionRequest } from "@/lib/gateway/completion-request";
import { getProvider } from "@/lib/server/providers/get-providers";
import { type ResolvedModel, resolveModel } from "@/lib/server/providers/resolve-model";
import { findBareModel } from "./find-bare-model";

/**
 * The model a request of another program goes to: the one place where a name in `/v1` gets its meaning. It is a ref, or an
 * id without its provider.
 * @throws AppError `invalid_model_ref`, `unknown_provider`, `missing_key`
 */
export function resolveTarget({ model }: CompletionRequest): ResolvedModel {
  return resolveModel(toRef(model));
}

function toRef(name: string): string {
  const providerId = name.slice(0, Math.max(0, name.indexOf("/")));
  if (getProvider(providerId) !== undefined) return name;
  return findBareModel(name) ?? name;
}
