import type { LaneSettings } from "@/lib/chats/lane-settings";

const prefix = "settings:";

/** Settings of this tab that the server did not have when the page was left; null when there are none. */
export function getUnsavedSettings(laneKey: string | null): LaneSettings | null {
  if (laneKey === null) return null;
  try {
    const text = sessionStorage.getItem(prefix + laneKey);
    // Our own writing, which the server checks when it is sent: the schema would cost every page 30 KB.
    const settings: unknown = text === null ? null : JSON.parse(text);
    return isSettings(settings) ? settings : null;
  } catch {
    // Switched off, or cut short.
    return null;
  }
}

function isSettings(value: unknown): value is LaneSettings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
