import "server-only";
import { AppError } from "@/lib/app-error";
import { parseModelRef } from "@/lib/model-ref";
import { isRouteRef } from "@/lib/routes/route-ref";
import { maxLanes } from "@/lib/turns/turn-limits";
import { getProvider } from "./get-providers";
import { findRoute } from "./get-routes";

/** Why a ref of the address cannot be a lane; null when it can. */
function toProblem(ref: string): string | null {
  try {
    if (isRouteRef(ref)) return findRoute(ref) === undefined ? `There is no route “${ref}”.` : null;
    const { providerId } = parseModelRef(ref);
    const isKnown = getProvider(providerId) !== undefined;
    return isKnown ? null : `“${ref}” names a provider that is not set up here.`;
  } catch (error) {
    if (error instanceof AppError) return `“${ref}” is no model: write provider/model-id.`;
    throw error;
  }
}

/** The models that an address asks to compare, and in words what of it could not be taken; null when all could. */
export function readCompared(wished: readonly string[]): { refs: string[]; problem: string | null } {
  const problems = wished.flatMap((ref) => toProblem(ref) ?? []);
  const usable = wished.filter((ref) => toProblem(ref) === null);
  if (usable.length > maxLanes) problems.push(`Only the first ${maxLanes} models were opened.`);
  return { refs: usable.slice(0, maxLanes), problem: problems.length === 0 ? null : problems.join(" ") };
}
