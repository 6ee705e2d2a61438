import { laneWith, readTurn, startTestServer, turnWith } from "@/app/api/test-server";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import type { TurnEvent } from "@/lib/turns/turn-event";
import type { RowSystem, SeenByEmulator } from "./row-check";

/** Starts the product with these settings and this configuration; end it with `system.server.close()`. */
export async function startRowSystem({
  settings,
  config = {},
  requests = null,
}: {
  settings: Record<string, string>;
  config?: object;
  requests?: SeenByEmulator[] | null;
}): Promise<RowSystem> {
  const server = await startTestServer({ settings, config });
  return {
    server,
    requests,
    ask: async ({ model, text, settings: laneSettings = {} }) => {
      const turn = turnWith({ lanes: [laneWith({ model, text, settings: laneSettings })] });
      const response = await server.send("POST", "/api/turns", {
        body: turn,
        headers: { accept: "text/event-stream" },
      });
      const { events } = await readTurn(response);
      return {
        text: join(events, "text-delta"),
        reasoning: join(events, "reasoning-delta"),
        metadata: requireMetadata(events),
      };
    },
    getModel: async (ref) => {
      const { resolveModel } = await import("@/lib/server/providers/resolve-model");
      return resolveModel(ref).createLanguageModel({ onExchange: () => {} });
    },
  };
}

function join(events: TurnEvent[], type: "text-delta" | "reasoning-delta"): string {
  return events
    .flatMap(({ chunks }) => chunks)
    .map((chunk) => (chunk.type === type ? chunk.delta : ""))
    .join("");
}

function requireMetadata(events: TurnEvent[]): AnswerMetadata {
  const last = events.flatMap(({ chunks }) => chunks).findLast((chunk) => chunk.type === "finish");
  if (last?.messageMetadata === undefined) throw new Error("The turn ended without metadata.");
  return last.messageMetadata;
}
