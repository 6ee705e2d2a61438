import { requestJson } from "@/lib/api/request-json";
import type { ConnectionTest, ConnectionTestResult } from "@/lib/providers/connection-test";

/** One real call to a provider; the answer says what came of it, a refusal that nothing was sent. */
export const testConnection = (test: ConnectionTest, signal: AbortSignal) =>
  requestJson<ConnectionTestResult>("/api/providers/test", { method: "POST", body: test, signal });
