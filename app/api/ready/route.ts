import { requireDb } from "@/lib/server/db/check-db";
import { respondJson, route } from "@/lib/server/respond";

/** The process can serve: its database answers. */
export const GET = route({ access: "anybody" }, async () => {
  await requireDb();
  return respondJson({ status: "ready" });
});
