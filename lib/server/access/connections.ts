import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { LiveList } from "@/lib/server/live-list";
import { singleton } from "@/lib/server/singleton";

export const peerHeader = "x-switchyard-peer";
/** Carries the name by which a request whose answer may be written directly finds its node response. */
export const connectionHeader = "x-switchyard-connection";
const streamedPath = /^(?:\/v1\/chat\/completions|\/api\/turns(?:\/[^/?]+\/events)?)(?:\?|$)/;

/** Where JSON may be so large that it is written to the node response, and where files are. */
const largePath = /^\/api\/(?:chats(?:\/[^/?]+)?|attachments\/[^/?]+)(?:\?|$)/;

/** Whether a model's answer is asked for there, which may be streamed for long and written to the node response. */
export const isStreamed = ({ url = "" }: IncomingMessage) => streamedPath.test(url);

export type Started = { request: IncomingMessage; response: ServerResponse };
/** A request whose answer may be written directly, and is not over yet. */
export type Connection = {
  response: ServerResponse;
  /** Gives up the place that is held for it until it is a run; null without one. */
  leaveSeat: (() => void) | null;
};

const getConnections = () => singleton("connections", () => new LiveList<Connection>());

export function isStarted(message: unknown): message is Started {
  return typeof message === "object" && message !== null && "request" in message && "response" in message;
}

/**
 * From now on every request carries the address of its connection, whatever its sender wrote there: what Next hands on is a
 * header that anybody can send. Those whose answer may be written directly also carry by which name their node response is found.
 */
export function noteConnections(): void {
  singleton("connection-notes", () => {
    subscribe("http.server.request.start", (message) => {
      if (isStarted(message)) note(message);
    });
    return true;
  });
}

function note({ request, response }: Started): void {
  const { headers } = request;
  headers[peerHeader] = request.socket.remoteAddress ?? "";
  delete headers[connectionHeader];
  if (!isStreamed(request) && !largePath.test(request.url ?? "")) return;
  const connections = getConnections();
  const name = connections.add({ response, leaveSeat: null });
  headers[connectionHeader] = name;
  response.once("close", () => connections.remove(name));
}

/** Which of these requests it is whose header says `name`. */
export const findConnection = (name: string | null): Connection | undefined =>
  name === null ? undefined : getConnections().get(name);

/** The node response that a request is answered with; null for an answer that is Next's to write, or without Node's HTTP server. */
export function findNodeResponse(headers: Headers): ServerResponse | null {
  return findConnection(headers.get(connectionHeader))?.response ?? null;
}
