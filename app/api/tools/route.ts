import { respondJson, route } from "@/lib/server/respond";
import { listToolOffer } from "@/lib/server/tools/list-tool-offer";

/** The tools that lanes may offer their models: built in, and those of the configured MCP servers. */
export const GET = route({}, async () => respondJson(await listToolOffer()));
