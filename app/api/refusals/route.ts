import { respondJson, route } from "@/lib/server/respond";
import { listRefusals } from "@/lib/server/runs/refusal-store";

/** What models refused, and requests to them leave out. */
export const GET = route({}, async ({ caller }) => respondJson(await listRefusals(caller.ownerId)));
