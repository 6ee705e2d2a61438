import { z } from "zod";
import { lanePatchSchema } from "@/lib/api/endpoints";
import { idSchema } from "@/lib/id-schema";
import { patchLane } from "@/lib/server/chats/lane-store";
import { respondJson, route } from "@/lib/server/respond";

const params = z.object({ chatId: idSchema, laneId: idSchema });

/** Shows another branch of a lane, or changes what its next turn uses. */
export const PATCH = route({ params, body: lanePatchSchema }, async ({ caller, params: place, body }) =>
  respondJson(await patchLane({ owner: caller.ownerId, ...place, patch: body })),
);
