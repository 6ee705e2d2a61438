import { requestJson } from "@/lib/api/request-json";
import type { ToolOffer } from "@/lib/tools/tool-offer";

/** The tools that lanes may offer their models. */
export const getToolOffer = (signal?: AbortSignal) =>
  requestJson<ToolOffer>("/api/tools", signal === undefined ? {} : { signal });
