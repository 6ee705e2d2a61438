import { z } from "zod";
import { idSchema } from "@/lib/id-schema";
import { rememberRefusal } from "@/lib/server/chats/remember-refusal";
import { respondJson, route } from "@/lib/server/respond";

const params = z.object({ runId: idSchema });

/** Remembers for the run's model the field for which its provider refused the request. */
export const POST = route({ params }, async ({ caller, params: { runId } }) =>
  respondJson(await rememberRefusal({ owner: caller.ownerId, runId })),
);
