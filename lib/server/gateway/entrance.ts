import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { AppError } from "@/lib/app-error";
import { dataSecurityHeaders } from "@/lib/security-headers";
import { guessCallerKey, needsSession } from "@/lib/server/access/caller";
import { isAllowedHost } from "@/lib/server/access/hosts";
import { noteArrival } from "@/lib/server/arrivals";
import { getEnv, hasTelemetrySettings } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";
import { describeError } from "./gateway-door";
import { findMisdirection, mendTarget } from "./request-target";
import { takeSeat } from "./seats";
import { StartLine } from "./start-line";

const completionsPath = /^\/v1\/chat\/completions(?:\?|$)/;
/** A request that has not become a run by then, because its body is slow to come, keeps nobody out. */
const seatMs = 2_000;

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Arrival = { request: IncomingMessage; response: ServerResponse; start: () => void };

/**
 * From now on a request of another program is met before Next sees it: what leads nowhere and what there is no room for is
 * refused, and what there is room for starts one by one and is answered by `answer`.
 */
export function keepEntrance(answer: Answer): void {
  singleton("gateway-entrance", () => {
    const kept = new WeakSet<Server>();
    subscribe("http.server.request.start", (message) => {
      const server = findServer(message);
      if (server === null || kept.has(server)) return;
      kept.add(server);
      standBefore(server, answer);
    });
    return true;
  });
}

function findServer(message: unknown): Server | null {
  const server = typeof message === "object" && message !== null && "server" in message && message.server;
  return server instanceof Server ? server : null;
}

/** The channel speaks just before the server hands its request to its listeners: of the first one, too. */
function standBefore(server: Server, answer: Answer): void {
  const listeners = server.listeners("request");
  server.removeAllListeners("request");
  const line = new StartLine();
  server.on("connection", noteArrival);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const letNext = () => {
      for (const listener of listeners) Reflect.apply(listener, server, [request, response]);
    };
    mendTarget(request);
    const misdirection = findMisdirection(request);
    if (misdirection !== null) return refuse(misdirection.error, response, misdirection.headers);
    if (!isForRun(request)) return letNext();
    const start = () => {
      if (isForNext(request)) letNext();
      else answer(request, response).catch(() => response.destroy());
    };
    letIn({ request, response, start }, line);
  });
}

/** What would be refused for its host, and what a page sends, is for the door to answer. */
function isForRun({ method, url = "", headers }: IncomingMessage): boolean {
  if (method !== "POST" || !completionsPath.test(url) || headers.origin !== undefined) return false;
  return isAllowedHost(headers.host ?? null, getEnv().PUBLIC_URL);
}

/** Next knows the sessions of browsers, and writes the traces. */
function isForNext({ headers }: IncomingMessage): boolean {
  return hasTelemetrySettings() || needsSession(headers.authorization ?? null);
}

function letIn({ request, response, start }: Arrival, line: StartLine): void {
  noteArrival();
  try {
    const seat = takeSeat(request.headers, guessCallerKey(request.headers.authorization ?? null));
    response.once("close", seat.leave);
    line.join(() => {
      if (response.destroyed) return;
      seat.leaveWithin(seatMs);
      start();
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refuse(error, response);
  }
}

function refuse(error: AppError, response: ServerResponse, beside: Record<string, string> = {}): void {
  const { status, headers, body } = describeError(error);
  const type = { "content-type": "application/json" };
  response.writeHead(status, { ...dataSecurityHeaders, ...type, ...headers, ...beside });
  response.end(JSON.stringify(body));
}
