import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { Server, type ServerResponse } from "node:http";
import { isStarted, isStreamed } from "@/lib/server/access/connections";
import { LiveList } from "@/lib/server/live-list";
import { singleton } from "@/lib/server/singleton";

const lookEveryMs = 10;

type Open = { servers: Set<Server>; responses: LiveList<ServerResponse> };

const getOpen = () =>
  singleton<Open>("open-responses", () => ({ servers: new Set(), responses: new LiveList() }));

/** From now on it is known which pages, files and data are being answered. What models answer is counted as runs. */
export function noteResponses(): void {
  singleton("response-notes", () => {
    subscribe("http.server.request.start", (message) => {
      if (!isStarted(message)) return;
      const { servers, responses } = getOpen();
      if ("server" in message && message.server instanceof Server) servers.add(message.server);
      const { request, response } = message;
      if (isStreamed(request)) return;
      const name = responses.add(response);
      response.once("close", () => responses.remove(name));
    });
    return true;
  });
}

/**
 * Takes no new connections from now on, and waits `withinMs` at most until what was asked is answered, so that a page that is
 * being loaded is not cut in two.
 */
export async function finishResponses(withinMs: number): Promise<void> {
  const { servers, responses } = getOpen();
  const deadline = Date.now() + withinMs;
  for (const server of servers) server.close();
  while (responses.size > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    // A connection that stays open after its answer would bring the next request.
    for (const server of servers) server.closeIdleConnections();
  }
}
