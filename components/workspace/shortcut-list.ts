/** Keys that are pressed together; `Mod` is ⌘ on Apple's machines, elsewhere Ctrl. */
export type KeyCombination = readonly string[];

export type Shortcut = {
  keys: KeyCombination;
  /** Another way to the same. */
  or?: KeyCombination;
  does: string;
};

type ShortcutGroup = { name: string; shortcuts: readonly Shortcut[] };

/** Every shortcut there is. Single letters and signs work wherever nothing is being typed. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    name: "Anywhere",
    shortcuts: [
      { keys: ["Mod", "K"], does: "Open the command palette" },
      { keys: ["Mod", "Shift", "F"], does: "Search all chats" },
      { keys: ["Mod", "Shift", "O"], does: "New chat" },
      { keys: ["/"], does: "Go to the message" },
      { keys: ["Mod", "Z"], does: "Undo what was just deleted or changed, while the note says so" },
      { keys: ["?"], or: ["Mod", "/"], does: "Show this list" },
    ],
  },
  {
    name: "Message",
    shortcuts: [
      { keys: ["Enter"], does: "Send" },
      { keys: ["Shift", "Enter"], does: "New line" },
      { keys: ["Esc"], does: "Stop the answer" },
    ],
  },
  {
    name: "Editing a message",
    shortcuts: [
      { keys: ["Mod", "Enter"], does: "Save and run; an answer is saved" },
      { keys: ["Esc"], does: "Leave it as it was" },
    ],
  },
  {
    name: "Lanes",
    shortcuts: [
      { keys: ["]"], does: "Next lane" },
      { keys: ["["], does: "Previous lane" },
      { keys: ["↑"], or: ["↓"], does: "Read the lane one has gone to; also by pages, and to its ends" },
    ],
  },
  {
    name: "Models",
    shortcuts: [
      { keys: ["/"], does: "Go to the search" },
      { keys: ["↓"], does: "From the search to what it found, and on from row to row" },
      { keys: ["↑"], does: "The row before; on the chart ↓ and ↑ go from point to point" },
    ],
  },
];

/** What stands on a key of this machine. */
export function toKeyWords(key: string, isApple: boolean): string {
  if (!isApple) return key === "Mod" ? "Ctrl" : key;
  const signs: Record<string, string> = { Mod: "⌘", Shift: "⇧", Enter: "↩", Esc: "esc" };
  return signs[key] ?? key;
}

/** True on Apple's machines. */
export function isAppleMachine(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
