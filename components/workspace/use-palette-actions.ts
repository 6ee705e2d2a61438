"use client";

import { useRouter } from "next/navigation";
import { focusComposer } from "@/components/chat/focus-composer";
import type { PaletteAction } from "./palette-rows";
import { saveThemeChoice, type ThemeChoice } from "./theme-store";
import { useWorkspace } from "./workspace-context";

const themes: Record<ThemeChoice, string> = {
  system: "Use the system's theme",
  light: "Light theme",
  dark: "Dark theme",
};

type ActionOptions = { onSearch: () => void; onShortcuts: () => void };

/** What the palette can do, with the chat on the screen and without one. */
export function usePaletteActions({ onSearch, onShortcuts }: ActionOptions): PaletteAction[] {
  const router = useRouter();
  const workspace = useWorkspace();
  const session = workspace.shownChat;
  const onChat: PaletteAction[] =
    session === null
      ? []
      : [
          ...(session.busy
            ? [
                {
                  id: "stop",
                  label: "Stop the answer",
                  icon: "stop" as const,
                  words: "cancel abort",
                  run: () => void session.stopping.stop(),
                },
              ]
            : []),
          {
            id: "message",
            label: "Go to the message",
            icon: "edit",
            words: "composer write focus",
            keys: ["/"],
            movesFocus: true,
            run: focusComposer,
          },
        ];
  return [
    {
      id: "new",
      label: "New chat",
      icon: "plus",
      words: "start",
      keys: ["Mod", "Shift", "O"],
      run: () => router.push("/"),
    },
    ...onChat,
    {
      id: "search",
      label: "Search all chats",
      icon: "search",
      words: "find history",
      keys: ["Mod", "Shift", "F"],
      movesFocus: true,
      run: onSearch,
    },
    {
      id: "temporary",
      label: "New temporary chat",
      icon: "temporary",
      words: "private incognito",
      run: () => router.push("/?temporary"),
    },
    {
      id: "models",
      label: "Browse models",
      icon: "models",
      words: "catalogue prices go",
      run: () => router.push("/models"),
    },
    { id: "usage", label: "Usage", icon: "usage", words: "cost go", run: () => router.push("/usage") },
    {
      id: "settings",
      label: "Settings",
      icon: "settings",
      words: "providers keys tokens export import go",
      run: () => router.push("/settings"),
    },
    ...(["system", "light", "dark"] as const).map(
      (choice): PaletteAction => ({
        id: `theme-${choice}`,
        label: themes[choice],
        icon: choice === "system" ? "monitor" : choice === "light" ? "sun" : "moon",
        words: "appearance colours mode",
        run: () => saveThemeChoice(choice),
      }),
    ),
    {
      id: "shortcuts",
      label: "Keyboard shortcuts",
      icon: "keyboard",
      words: "keys help",
      keys: ["?"],
      run: onShortcuts,
    },
  ];
}
