import "server-only";
import { AppError } from "@/lib/app-error";
import { getEnv } from "@/lib/server/env";
import { isAllowedHost } from "./hosts";

type Sent = Pick<Request, "method" | "headers">;

const readingMethods = new Set(["GET", "HEAD"]);

/**
 * Refuses requests another site could have made a browser send.
 * @throws AppError `host_refused`, `origin_refused`, `unsupported_media_type`
 */
export function guardRequest(request: Sent): void {
  guardSender(request);
  if (readingMethods.has(request.method) || readType(request) === "application/json") return;
  throw new AppError("unsupported_media_type", "Send JSON with the header content-type: application/json.");
}

/** What no form of another site can send. */
const fileTypes = /^(?:application\/(?:octet-stream|json|pdf)|(?:image|audio)\/[\w.+-]+)$/;

/**
 * As `guardRequest`, for a body that is a file.
 * @throws AppError `host_refused`, `origin_refused`, `unsupported_media_type`
 */
export function guardFile(request: Sent): void {
  guardSender(request);
  if (fileTypes.test(readType(request))) return;
  throw new AppError(
    "unsupported_media_type",
    "Send the file itself with the header content-type: application/octet-stream.",
  );
}

function guardSender({ headers, method }: Sent): void {
  guardHost(headers);
  if (!readingMethods.has(method)) guardOrigin(headers);
}

function readType({ headers }: Sent): string {
  return headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
}

/** @throws AppError `host_refused` */
export function guardHost(headers: Headers): void {
  const { PUBLIC_URL } = getEnv();
  if (isAllowedHost(headers.get("host"), PUBLIC_URL)) return;
  throw new AppError(
    "host_refused",
    "This server does not answer to that host name. Open it as http://localhost, or set PUBLIC_URL to the address you use.",
  );
}

function guardOrigin(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const isOtherSite = site !== null && site !== "same-origin" && site !== "none";
  if (isOtherSite || !isOwnOrigin(headers)) {
    throw new AppError(
      "origin_refused",
      "Requests that change something must come from this server's own pages.",
    );
  }
}

/** A program sends no Origin; a browser's must be ours. */
function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === null) return true;
  const { PUBLIC_URL } = getEnv();
  if (PUBLIC_URL !== undefined && origin === new URL(PUBLIC_URL).origin) return true;
  return /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, "") === headers.get("host");
}
