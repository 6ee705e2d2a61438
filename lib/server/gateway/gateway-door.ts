import "server-only";
import { AppError } from "@/lib/app-error";
import { toErrorType } from "@/lib/gateway/to-error-type";
import { requireGatewayCaller } from "@/lib/server/access/caller";
import { guardHost, guardRequest } from "@/lib/server/access/guard";
import { getEnv } from "@/lib/server/env";
import { measureRefusal } from "@/lib/server/metrics";
import { type Door, type Incoming, respondJson, toRetryHeaders } from "@/lib/server/respond";
import { refuseWhenFull } from "@/lib/server/runs/run-slots";
import { hasSeat } from "./seats";

/** Requests carry images: up to nine of 25 MB are allowed by the models that take most, base64 adds a third. */
const maxBodyBytes = 64_000_000;

/** The door of other programs: OpenAI's errors, tokens as callers, other sites only where the operator lets them in. */
export const gatewayDoor: Door = {
  guard: (request) => {
    if (isAllowedOrigin(request)) guardHost(request.headers);
    else guardRequest(request);
    if (request.method === "POST" && !hasSeat(request.headers)) refuseWhenFull();
  },
  requireCaller: requireGatewayCaller,
  maxBodyBytes,
  toErrorResponse,
  finish: addCors,
};

function toErrorResponse(error: AppError): Response {
  const { status, headers, body } = describeError(error);
  return respondJson(body, { status, headers });
}

/** What is answered to a refused request, which counts as such. */
export function describeError(error: AppError) {
  const { code, message, status } = error;
  measureRefusal(code);
  const type = code === "budget_exceeded" ? "insufficient_quota" : toErrorType(status);
  const headers = { "cache-control": "private, no-store", ...toRetryHeaders(error) };
  return { status, headers, body: { error: { message, type, param: null, code } } };
}

function isAllowedOrigin(request: Incoming): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || getEnv().SWITCHYARD_CORS_ORIGINS?.includes(origin) !== true) return false;
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (request.method === "POST" && type !== "application/json") {
    throw new AppError("unsupported_media_type", "Send JSON with the header content-type: application/json.");
  }
  return true;
}

function addCors(response: Response, request: Incoming): Response {
  const origin = request.headers.get("origin");
  if (origin === null || getEnv().SWITCHYARD_CORS_ORIGINS?.includes(origin) !== true) return response;
  response.headers.set("access-control-allow-origin", origin);
  response.headers.append("vary", "origin");
  response.headers.set("cross-origin-resource-policy", "cross-origin");
  // All that is there is for whoever asks, and no page sends a cookie along.
  response.headers.set("access-control-expose-headers", "*");
  return response;
}

/** Answers a browser that asks whether another page may call; refused unless the operator named that page's origin. */
export function answerPreflight(request: Request): Response {
  try {
    guardHost(request.headers);
    const origin = request.headers.get("origin");
    if (origin === null || getEnv().SWITCHYARD_CORS_ORIGINS?.includes(origin) !== true) {
      throw new AppError(
        "origin_refused",
        "Pages of other origins are let in by SWITCHYARD_CORS_ORIGINS only.",
      );
    }
  } catch (error) {
    if (error instanceof AppError) return toErrorResponse(error);
    throw error;
  }
  const headers = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": request.headers.get("access-control-request-headers") ?? "content-type",
    "access-control-max-age": "600",
  };
  return addCors(new Response(null, { status: 204, headers }), request);
}
