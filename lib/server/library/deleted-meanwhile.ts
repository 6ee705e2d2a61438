import "server-only";
import { AppError } from "@/lib/app-error";

/** What is in the bin is not changed there: whoever changes it does not know that it is gone. */
export function deletedMeanwhile(what: "preset" | "prompt"): AppError {
  return new AppError(
    "conflict",
    `This ${what} was deleted meanwhile, perhaps in another tab. Nothing was changed: save it as a new one.`,
  );
}
