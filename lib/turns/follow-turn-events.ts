import { readRefusal } from "@/lib/api/request-json";
import { AppError } from "@/lib/app-error";
import { readTurnEvents } from "@/lib/turns/read-turn-events";
import type { TurnEvent } from "@/lib/turns/turn-event";

/** How long to wait before each attempt to come back; after the last one the reader gives up. */
const resumeAfterMs = [100, 500, 1_500, 3_000];

/** True for what another attempt would not change. A server that restarts, or what stands before it, says 5xx. */
const isRefusal = (error: unknown) => error instanceof AppError && error.status < 500;

const eventsPath = (turnId: string) => `/api/turns/${turnId}/events`;

/** @throws AppError when the server refuses, TypeError when it cannot be reached */
async function open(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, { cache: "no-store", ...init });
  if (!response.ok) throw await readRefusal(response);
  return response;
}

/** Posts a turn: the response with its events. */
export const openTurn = (request: unknown) =>
  open("/api/turns", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(request),
  });

/** The events of a turn that goes on, from its start. */
export const openTurnEvents = (turnId: string) => open(eventsPath(turnId));

/**
 * Hands on the events in `response` until all lanes have finished. When the connection breaks it comes back with its
 * cursor, so that every chunk arrives exactly once.
 * @throws the last attempt's error when it cannot come back
 */
export async function followTurnEvents(
  turnId: string,
  response: Response,
  onEvent: (event: TurnEvent) => void,
): Promise<void> {
  let cursor = "";
  let current: Response | null = response;
  let attempts = 0;
  for (;;) {
    try {
      current ??= await open(eventsPath(turnId), {
        headers: cursor === "" ? {} : { "last-event-id": cursor },
      });
      if (current.body === null) throw new TypeError("The response has no body.");
      for await (const message of readTurnEvents(current.body)) {
        if (message.kind === "done") return;
        attempts = 0;
        cursor = message.cursor;
        onEvent(message.event);
      }
      throw new TypeError("The connection ended before the answer did.");
    } catch (error) {
      const waitMs = resumeAfterMs[attempts];
      if (isRefusal(error) || waitMs === undefined) throw error;
      attempts += 1;
      current = null;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
