import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { getLaneEditor } from "@/components/lane-settings/lane-editor";
import type { PresetContent } from "@/lib/presets/preset-schema";

type Place = { session: ChatSession; lane: LaneSession; onChooseModel: (ref: string) => void };

/** Gives this lane, and no other, what the preset holds. Returns how to have back what it replaced. */
export function applyPreset({ model, settings }: PresetContent, place: Place): () => Promise<void> {
  const { session, lane, onChooseModel } = place;
  const before = lane.store.get();
  if (model !== null && model !== lane.store.get().model) onChooseModel(model);
  getLaneEditor(session, lane).forget();
  session.settings.changeOnly(lane, settings);
  return async () => {
    if (before.model !== lane.store.get().model) onChooseModel(before.model);
    getLaneEditor(session, lane).forget();
    session.settings.changeOnly(lane, before.settings);
  };
}
