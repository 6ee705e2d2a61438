import { refusalParamsSchema } from "@/lib/refusals/refusal";
import { respondJson, route } from "@/lib/server/respond";
import { deleteRefusal } from "@/lib/server/runs/refusal-store";

/** Forgets what a model refused: the next request has it again. */
export const DELETE = route({ params: refusalParamsSchema }, async ({ caller, params }) => {
  await deleteRefusal({ owner: caller.ownerId, ...params });
  return respondJson({ forgotten: true });
});
