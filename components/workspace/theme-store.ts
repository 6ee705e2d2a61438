import { themeKey } from "./theme-script";

export type ThemeChoice = "system" | "light" | "dark";

const darkQuery = "(prefers-color-scheme: dark)";
const listeners = new Set<() => void>();

/** What the user chose; `system` when nothing or when storage is closed to us. */
export function getThemeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(themeKey);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    // Storage can be switched off: then the system's theme is the only one.
    return "system";
  }
}

/** Shows what was chosen. The page's own script does so before its first paint, see `themeScript`. */
export function applyTheme(): void {
  const choice = getThemeChoice();
  const dark = choice === "dark" || (choice === "system" && matchMedia(darkQuery).matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  for (const listener of listeners) listener();
}

export function saveThemeChoice(choice: ThemeChoice): void {
  try {
    if (choice === "system") localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, choice);
  } catch {
    // Storage can be switched off: the page keeps the system's theme.
  }
  applyTheme();
}

/** Follows the choice made in this tab, in other tabs, and by the system. */
export function subscribeToTheme(listener: () => void): () => void {
  const query = matchMedia(darkQuery);
  if (listeners.size === 0) {
    query.addEventListener("change", applyTheme);
    window.addEventListener("storage", applyTheme);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    query.removeEventListener("change", applyTheme);
    window.removeEventListener("storage", applyTheme);
  };
}
