const storageKey = "switchyard.recent-models";
const maxRecents = 5;

/** Refs of the models chosen last, newest first. */
export function readRecentModels(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter((ref) => typeof ref === "string").slice(0, maxRecents) : [];
  } catch {
    // Storage can be switched off or hold another version's text: then nothing was chosen before.
    return [];
  }
}

export function rememberRecentModel(ref: string): void {
  const recents = [ref, ...readRecentModels().filter((other) => other !== ref)].slice(0, maxRecents);
  try {
    localStorage.setItem(storageKey, JSON.stringify(recents));
  } catch {
    // Without storage nothing is remembered.
  }
}
