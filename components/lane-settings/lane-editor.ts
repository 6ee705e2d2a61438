import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { SettingsEditor } from "./settings-editor";

const editors = new WeakMap<LaneSession, SettingsEditor>();

/** The editor of a lane's settings: what was typed into it outlives the panel. */
export function getLaneEditor(session: ChatSession, lane: LaneSession): SettingsEditor {
  const known = editors.get(lane);
  if (known !== undefined) return known;
  const editor = new SettingsEditor({
    read: () => lane.store.get().settings,
    write: (settings, from) => session.settings.change(lane, settings, from),
  });
  editors.set(lane, editor);
  return editor;
}
