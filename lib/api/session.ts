import { requestJson } from "@/lib/api/request-json";

export async function signIn(password: string): Promise<void> {
  await requestJson("/api/session", { method: "POST", body: { password } });
}

export async function signOut(): Promise<void> {
  await requestJson("/api/session", { method: "DELETE" });
}
