import { respondJson, route } from "@/lib/server/respond";

/** The process is alive. */
export const GET = route({ access: "anybody" }, () => respondJson({ status: "alive" }));
