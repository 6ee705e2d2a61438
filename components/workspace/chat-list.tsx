"use client";

/** All chats, newest first. */
export function ChatList() {
  return (
    <nav aria-label="Chats" className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
      <p className="px-2 text-sm text-muted">Your chats will be listed here.</p>
    </nav>
  );
}
