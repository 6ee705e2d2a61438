import "server-only";
import { AppError } from "@/lib/app-error";
import { parseModelRef } from "@/lib/model-ref";
import { getCatalogue } from "./get-catalogue";

const demoModel = "demo/writer";

/** True for text that is a model ref; what cannot be called is shown, with why, when it is tried. */
function isModelRef(text: string | undefined): text is string {
  try {
    return text !== undefined && parseModelRef(text).modelId.length > 0;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/**
 * The model a new chat begins with: the first wish that is a ref, else the first model that can be called, else the
 * demo. `demoOnly` is true while nothing but the demo can be called.
 */
export function chooseFirstModel(wishes: (string | undefined)[]): { ref: string; demoOnly: boolean } {
  const { providers, models } = getCatalogue();
  const callable = new Set(
    providers
      .filter(({ callable, ended, kind }) => callable && !ended && kind !== "demo")
      .map(({ id }) => id),
  );
  const first = models.find(({ providerId, notOffered }) => callable.has(providerId) && notOffered === null);
  const wished = wishes.find(isModelRef);
  return { ref: wished ?? first?.ref ?? demoModel, demoOnly: callable.size === 0 };
}
