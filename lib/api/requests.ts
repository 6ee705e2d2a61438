import { requestJson } from "@/lib/api/request-json";
import type { DescribedRequest, RequestToDescribe } from "@/lib/request-code/described-request";

/** What a lane's next turn would send. */
export const describeRequest = (request: RequestToDescribe, signal: AbortSignal) =>
  requestJson<DescribedRequest>("/api/requests", { method: "POST", body: request, signal });
