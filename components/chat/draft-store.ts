const prefix = "draft:";

/** What was typed for a chat and not sent; "" when nothing, and for null, whose drafts are not stored. */
export function getDraft(chatKey: string | null): string {
  if (chatKey === null) return "";
  try {
    return localStorage.getItem(prefix + chatKey) ?? "";
  } catch {
    // Storage can be switched off: then drafts live as long as the page.
    return "";
  }
}

/** Keeps what was typed; an empty text removes it. Without a key nothing is stored. */
export function saveDraft(chatKey: string | null, text: string): void {
  if (chatKey === null) return;
  try {
    if (text === "") localStorage.removeItem(prefix + chatKey);
    else localStorage.setItem(prefix + chatKey, text);
  } catch {
    // Switched off or full: then the draft lives as long as the page.
  }
}
