/** Runs once, before the first request: checks that the server may start as it was started, and recovers runs. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next puts the runtime's name here while it builds, to leave out what is not for it
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startTelemetry } = await import("@/lib/server/start-telemetry");
    await startTelemetry();
    const { startServer } = await import("@/lib/server/start-server");
    await startServer();
  }
}
