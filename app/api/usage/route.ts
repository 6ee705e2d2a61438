import { respondJson, route } from "@/lib/server/respond";
import { readUsage } from "@/lib/server/runs/read-usage";
import { usagePeriodSchema } from "@/lib/usage/usage-report";

/** What the last `?days=` (7, 30 or 90) used and cost. */
export const GET = route({}, async ({ request, caller }) => {
  const days = usagePeriodSchema.parse(new URL(request.url).searchParams.get("days"));
  return respondJson(await readUsage(caller.ownerId, days));
});
