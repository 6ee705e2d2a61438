import { z } from "zod";
import { idSchema } from "@/lib/id-schema";
import { respondJson, route } from "@/lib/server/respond";
import { listTurnExchanges } from "@/lib/server/runs/exchange-store";

const params = z.object({ turnId: idSchema });

/** What a turn really sent to its providers, keys masked, and the beginning of what they answered. */
export const GET = route({ params }, async ({ caller, params: { turnId } }) =>
  respondJson(await listTurnExchanges({ owner: caller.ownerId, turnId })),
);
