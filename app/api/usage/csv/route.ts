import { route } from "@/lib/server/respond";
import { respondFile } from "@/lib/server/respond-file";
import { exportUsage } from "@/lib/server/runs/export-usage";
import { usagePeriodSchema } from "@/lib/usage/usage-report";

const dayMs = 86_400_000;

/** Every run of the last `?days=` as CSV. */
export const GET = route({}, ({ request, caller }) => {
  const days = usagePeriodSchema.parse(new URL(request.url).searchParams.get("days"));
  const since = (Math.floor(Date.now() / dayMs) - days + 1) * dayMs;
  return respondFile(exportUsage({ owner: caller.ownerId, since }), {
    name: `switchyard-usage-${days}-days.csv`,
    type: "text/csv",
  });
});
