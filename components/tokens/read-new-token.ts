import { type NewToken, newTokenSchema } from "@/lib/gateway/token";

const dayMs = 86_400_000;
const labels: Record<string, string> = {
  name: "Name",
  models: "Models",
  requestsPerMinute: "Requests per minute",
  tokensPerMinute: "Tokens per minute",
  usdPerMonth: "Dollars per month",
  expiresAt: "Expires after",
};

/** What a form says of a token to be made, or what is wrong with it, in words. */
export function readNewToken(form: FormData, now: number): { token: NewToken } | { problem: string } {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const number = (name: string) => (text(name) === "" ? null : Number(text(name)));
  const expiresInDays = number("expiresInDays");
  const parsed = newTokenSchema.safeParse({
    name: text("name"),
    models: text("models")
      .split(/[\s,]+/)
      .filter(Boolean),
    requestsPerMinute: number("requestsPerMinute"),
    tokensPerMinute: number("tokensPerMinute"),
    usdPerMonth: number("usdPerMonth"),
    expiresAt: expiresInDays === null ? null : Math.round(now + expiresInDays * dayMs),
  });
  if (parsed.success) return { token: parsed.data };
  const issue = parsed.error.issues[0];
  const field = labels[String(issue?.path[0])] ?? "The token";
  return { problem: `${field}: ${issue?.message ?? "cannot be used"}.` };
}
