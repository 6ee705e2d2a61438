import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/app-error";
import { getEnv } from "@/lib/server/env";
import { countGatewayRuns } from "@/lib/server/gateway/live-runs";
import { printMetrics } from "@/lib/server/metrics";
import { route } from "@/lib/server/respond";
import { getEventLog } from "@/lib/server/runs/event-log";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** What Prometheus reads, for who sends the token that the operator set; without one there is nothing here. */
export const GET = route({ access: "anybody" }, async ({ request }) => {
  const { SWITCHYARD_METRICS_TOKEN: token } = getEnv();
  if (token === undefined) {
    throw new AppError("not_found", "Set SWITCHYARD_METRICS_TOKEN to read metrics here with it.");
  }
  const given = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (!timingSafeEqual(digest(given), digest(token))) {
    throw new AppError("unauthorized", "Send SWITCHYARD_METRICS_TOKEN as Authorization: Bearer ….");
  }
  const chat = getEventLog()
    .listLive()
    .filter((run) => !run.ended).length;
  const { text, contentType } = await printMetrics({ chat, gateway: countGatewayRuns() });
  return new Response(text, {
    headers: {
      "content-type": contentType,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
});
