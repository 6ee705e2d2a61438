import { requestJson } from "@/lib/api/request-json";
import type { SessionInfo } from "@/lib/api/session-info";

export async function signIn(password: string): Promise<void> {
  await requestJson("/api/session", { method: "POST", body: { password } });
}

export async function signOut(): Promise<void> {
  await requestJson("/api/session", { method: "DELETE" });
}

/** Chooses the password of a server without one, with the one-time token from its log. */
export async function choosePassword(given: { token: string; password: string }): Promise<void> {
  await requestJson("/api/setup", { method: "POST", body: given });
}

export const listSessions = () => requestJson<SessionInfo[]>("/api/sessions");

export async function endSession(sessionId: string): Promise<void> {
  await requestJson(`/api/sessions/${sessionId}`, { method: "DELETE" });
}

export async function signOutEverywhere(): Promise<void> {
  await requestJson("/api/sessions", { method: "DELETE" });
}
