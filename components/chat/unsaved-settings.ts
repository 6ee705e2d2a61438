import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";

const prefix = "settings:";

/** Settings of this tab that the server did not have when the page was left; null when there are none. */
export function getUnsavedSettings(laneKey: string | null): LaneSettings | null {
  if (laneKey === null) return null;
  try {
    const text = sessionStorage.getItem(prefix + laneKey);
    return text === null ? null : laneSettingsSchema.parse(JSON.parse(text));
  } catch {
    // Switched off, or written by another version of this page.
    return null;
  }
}

/** Keeps settings until the server has them; null forgets them. */
export function keepUnsavedSettings(laneKey: string | null, settings: LaneSettings | null): void {
  if (laneKey === null) return;
  try {
    if (settings === null) sessionStorage.removeItem(prefix + laneKey);
    else sessionStorage.setItem(prefix + laneKey, JSON.stringify(settings));
  } catch {
    // Switched off or full: then they live as long as the page.
  }
}
