const prefix = "draft:";

/** What was typed for a chat and not sent; "" when nothing. */
export function getDraft(chatKey: string): string {
  try {
    return localStorage.getItem(prefix + chatKey) ?? "";
  } catch {
    // Storage can be switched off: then drafts live as long as the page.
    return "";
  }
}

/** Keeps what was typed; an empty text removes it. */
export function saveDraft(chatKey: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(prefix + chatKey);
    else localStorage.setItem(prefix + chatKey, text);
  } catch {
    // Switched off or full: then the draft lives as long as the page.
  }
}
