import { startServer } from "@/lib/server/start-server";

/** Runs once, before the first request: checks that the server may start as it was started, and recovers runs. */
export async function register(): Promise<void> {
  await startServer();
}
