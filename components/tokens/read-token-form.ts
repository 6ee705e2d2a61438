import { type TokenContent, tokenContentSchema } from "@/lib/gateway/token";
import { toDay } from "@/lib/to-day";

const dayMs = 86_400_000;
const labels: Record<string, string> = {
  name: "Name",
  models: "Models",
  requestsPerMinute: "Requests per minute",
  tokensPerMinute: "Tokens per minute",
  usdPerMonth: "Dollars per month",
  expiresAt: "Expires",
};

type Now = {
  now: number;
  /** When the token that is changed expires; null for never, and for a new one. */
  expiresAt: number | null;
};

/** What a form says of a token, or what is wrong with it, in words. */
export function readTokenForm(
  form: FormData,
  { now, expiresAt }: Now,
): { content: TokenContent } | { problem: string } {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const number = (name: string) => (text(name) === "" ? null : Number(text(name)));
  const days = number("expiresInDays");
  if (days !== null && !(days > 0)) return { problem: "Expires after: must be more than 0 days." };
  const parsed = tokenContentSchema.safeParse({
    name: text("name"),
    models: text("models")
      .split(/[\s,]+/)
      .filter(Boolean),
    requestsPerMinute: number("requestsPerMinute"),
    tokensPerMinute: number("tokensPerMinute"),
    usdPerMonth: number("usdPerMonth"),
    expiresAt: days === null ? readDay(text("expiresOn"), expiresAt) : Math.round(now + days * dayMs),
  });
  if (parsed.success) return { content: parsed.data };
  const issue = parsed.error.issues[0];
  const field = labels[String(issue?.path[0])] ?? "The token";
  return { problem: `${field}: ${issue?.message ?? "cannot be used"}.` };
}

/** The end of that day in UTC; the moment itself when the day is still the one it falls on. */
function readDay(day: string, expiresAt: number | null): number | null {
  if (day === "") return null;
  if (expiresAt !== null && day === toDay(expiresAt)) return expiresAt;
  return Date.parse(`${day}T23:59:59.999Z`);
}
