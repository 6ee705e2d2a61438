import "server-only";
import { hasTelemetrySettings } from "@/lib/server/env";

/** Sends traces as the OTEL_… variables say; without any, nothing of it is loaded. */
export async function startTelemetry(): Promise<void> {
  if (!hasTelemetrySettings()) return;
  const { registerOTel } = await import("@vercel/otel");
  registerOTel({ serviceName: "switchyard" });
}
