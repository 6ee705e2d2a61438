import "server-only";
import type { DemoError } from "./demo-responses";
import { findMoodyWord } from "./moody-words";

const defaultPatienceSeconds = 120;
const mostRemembered = 1000;

/** Epoch ms from which a prompt that was told to wait is answered. */
const patienceUntil = new Map<string, number>();

/**
 * How moody refuses `prompt` before any answer begins: an error, `silence` for never responding, or null when it
 * answers. Who has waited as long as a 429 asked for is answered once.
 */
export function refuse(prompt: string): DemoError | "silence" | null {
  switch (findMoodyWord(prompt)) {
    case "401":
      return {
        status: 401,
        message: "Incorrect API key provided. (Simulated: the demo provider needs no key.)",
        type: "invalid_request_error",
        code: "invalid_api_key",
      };
    case "429":
      return limitRate(prompt);
    case "500":
      return {
        status: 500,
        message: "The server had an error while processing your request. (Simulated.)",
        type: "server_error",
        code: "internal_error",
      };
    case "no headers":
      return "silence";
    default:
      return null;
  }
}

function limitRate(prompt: string): DemoError | null {
  const now = Date.now();
  const readyAt = patienceUntil.get(prompt);
  if (readyAt !== undefined && readyAt <= now) {
    patienceUntil.delete(prompt);
    return null;
  }
  const seconds = readyAt === undefined ? readSeconds(prompt) : Math.ceil((readyAt - now) / 1000);
  if (readyAt === undefined) remember(prompt, now + seconds * 1000);
  return {
    status: 429,
    message: `Rate limit reached. Please try again in ${seconds} s. (Simulated.)`,
    type: "rate_limit_error",
    code: "rate_limit_exceeded",
    headers: { "retry-after": String(seconds) },
  };
}

function readSeconds(prompt: string): number {
  const given = /\b429\b\D{0,20}?(\d{1,4})\b/.exec(prompt)?.[1];
  return given === undefined ? defaultPatienceSeconds : Number(given);
}

function remember(prompt: string, readyAt: number): void {
  const oldest = patienceUntil.keys().next().value;
  if (patienceUntil.size >= mostRemembered && oldest !== undefined) patienceUntil.delete(oldest);
  patienceUntil.set(prompt, readyAt);
}
