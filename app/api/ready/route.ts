import { requireDb } from "@/lib/server/db/check-db";
import { respondJson, route } from "@/lib/server/respond";
import { refuseWhileDraining } from "@/lib/server/runs/drain";

/** The process can serve: its database answers, and it is not about to end. */
export const GET = route({ access: "anybody" }, async () => {
  refuseWhileDraining();
  await requireDb();
  return respondJson({ status: "ready" });
});
