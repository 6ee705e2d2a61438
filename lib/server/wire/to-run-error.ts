import "server-only";
import type { RunError } from "@/lib/runs/run-error";
import type { WireFault, WireProvider } from "./exchange";

/** The fault as the error card shows it: what happened and what the user can do now. `model` is the model id. */
export function toRunError({
  fault,
  provider,
  model,
}: {
  fault: WireFault;
  provider: WireProvider;
  model: string;
}): RunError {
  return {
    ...fault,
    title: `${provider.name} did not complete the answer of ${model}.`,
    advice: "Try again, or choose another model.",
  };
}
