import type { LaneSettings } from "@/lib/chats/lane-settings";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { importMastra } from "@/lib/mastra/import-mastra";
import type { MastraLane } from "@/lib/mastra/read-agent";
import { toKnownJson, toKnownObject } from "@/lib/request-import/known-json";
import type { KnownPlaces } from "@/lib/request-import/locate-model";
import { createReadRequest } from "@/lib/request-import/read-request";
import { requestToLanes } from "@/lib/request-import/request-to-lanes";
import type { LaneCandidate } from "./lane-code";

/** The lanes of Mastra's agents, with what the program asks them. */
export function readMastra(text: string, places: KnownPlaces): LaneCandidate[] {
  return importMastra(text).flatMap((lane) => toCandidates(lane, places));
}

/** An agent whose model a function chooses is one candidate per model. */
function toCandidates(lane: MastraLane, places: KnownPlaces): LaneCandidate[] {
  const { name, model, candidates } = lane;
  const read = readAsked(lane, places);
  if (candidates.length === 0) return [{ ...read, name, model }];
  return candidates.map(({ model: chosen, condition }) => ({
    ...read,
    name: `${name}, ${condition === null ? "the default" : `if ${condition}`}`,
    model: chosen,
  }));
}

/** What is asked, and the body fields of a provider of its own, read as any other request is. */
function readAsked(
  { settings, warnings, asked, extraBody }: MastraLane,
  places: KnownPlaces,
): Pick<LaneCandidate, "settings" | "history" | "draft" | "warnings"> {
  const lost: string[] = [];
  // What the agent gives as a provider's options may be a setting here.
  const body: JsonObject = {
    ...settings.body,
    messages: asked === undefined ? [] : toMessages(toKnownJson(asked, "messages", lost)),
    ...(extraBody === undefined ? {} : toKnownObject(extraBody.fields, "", lost)),
  };
  // The model is the agent's: any ref will do here.
  const request = createReadRequest({ ref: "any/model", body, warnings: lost });
  const [lane] = requestToLanes(request, places);
  if (lane === undefined) return { settings, history: [], draft: null, warnings };
  const { stream: _stream, ...read } = lane.settings;
  const { body: _body, ...own } = settings;
  const merged: LaneSettings = { ...own, ...read };
  return {
    settings: merged,
    history: lane.history,
    draft: lane.draft,
    warnings: [...warnings, ...lane.warnings],
  };
}

function toMessages(asked: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(asked))
    return asked.map((item) => (typeof item === "string" ? { role: "user", content: item } : item));
  return asked === undefined ? [] : [typeof asked === "string" ? { role: "user", content: asked } : asked];
}
