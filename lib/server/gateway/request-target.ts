import "server-only";
import type { IncomingMessage } from "node:http";
import { AppError, type AppErrorCode } from "@/lib/app-error";

type Asked = Pick<IncomingMessage, "method" | "url" | "headers">;

/** What the gateway has, by address, and the methods it takes there. */
const addresses: [RegExp, readonly string[]][] = [
  [/^\/v1\/chat\/completions$/, ["POST", "OPTIONS"]],
  [/^\/v1\/models(?:\/.+)?$/, ["GET", "HEAD", "OPTIONS"]],
];
const inGateway = /^\/v1(?:\/|$)/;

/**
 * Rewrites the target of a request as routes are found by: the path of a whole address, as proxies are asked with
 * (RFC 9112, 3.2.2), whose host then counts; in the gateway without doubled slashes or one at the end, as a base URL with
 * one too many leads to.
 */
export function mendTarget(request: Asked): void {
  const whole = /^https?:\/\/([^/?#]*)(.*)$/i.exec(request.url ?? "");
  if (whole !== null) {
    const [, host = "", rest = ""] = whole;
    request.headers.host = host;
    request.url = rest.startsWith("/") ? rest : `/${rest}`;
  }
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(request.url ?? "") ?? [];
  const single = path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");
  if (single !== path && inGateway.test(single)) request.url = single + rest;
}

/** A refusal, and what its response says beside. */
export type Misdirection = { error: AppError; headers: Record<string, string> };

/** Why a mended request leads nowhere; null where it does, or where somebody else knows better. */
export function findMisdirection({ method = "", url = "" }: Asked): Misdirection | null {
  if (method === "TRACE") return refuse("method_not_allowed", "TRACE is not taken here.");
  const path = readPath(url);
  if (path === null) return refuse("invalid_request", "There is a % in this address that means nothing.");
  if (!inGateway.test(path)) return null;
  const methods = addresses.find(([pattern]) => pattern.test(path))?.[1];
  if (methods === undefined)
    return refuse(
      "not_found",
      `There is no ${path} here. The gateway has POST /v1/chat/completions and GET /v1/models.`,
    );
  if (methods.includes(method)) return null;
  const allow = methods.join(", ");
  return refuse("method_not_allowed", `${method} is not taken at ${path}, but ${allow}.`, { allow });
}

const refuse = (code: AppErrorCode, message: string, headers: Record<string, string> = {}): Misdirection => ({
  error: new AppError(code, message),
  headers,
});

/** null where its percent signs cannot be read. */
function readPath(url: string): string | null {
  const path = URL.parse(url, "http://host")?.pathname ?? url;
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    // What is no text in UTF-8 is no address either.
    return null;
  }
}
