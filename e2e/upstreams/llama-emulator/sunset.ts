import type { RawReply } from "@/e2e/upstreams/raw-upstream";

/** Every form that the reply of the closed service may have; the real one is not known. */
export const sunsetForms = ["301", "302", "308", "403", "404", "410", "html"] as const;

export type SunsetForm = (typeof sunsetForms)[number];

const words = "The Llama API was shut down on July 6, 2026.";
const page = `<!doctype html><html><head><title>Llama API</title></head><body><h1>${words}</h1></body></html>`;

export function sendSunset(reply: RawReply, form: SunsetForm): void {
  const { status, headers, body } = toReply(form);
  reply.head(status, headers);
  reply.end(body);
}

function toReply(form: SunsetForm): { status: number; headers: Record<string, string>; body: string } {
  if (form === "html")
    return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: page };
  const status = Number(form);
  if (status < 400) return { status, headers: { location: "https://developer.meta.com/ai" }, body: "" };
  const body = JSON.stringify({ title: "Sunset", detail: words, status });
  return { status, headers: { "content-type": "application/json" }, body };
}
