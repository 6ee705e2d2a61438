"use client";

import { useSyncExternalStore } from "react";
import type { IconName } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import { getThemeChoice, saveThemeChoice, subscribeToTheme, type ThemeChoice } from "./theme-store";

const shown: Record<ThemeChoice, { label: string; icon: IconName; next: ThemeChoice }> = {
  system: { label: "System", icon: "monitor", next: "light" },
  light: { label: "Light", icon: "sun", next: "dark" },
  dark: { label: "Dark", icon: "moon", next: "system" },
};

/** Steps through system, light and dark. */
export function ThemeButton() {
  const choice = useSyncExternalStore(subscribeToTheme, getThemeChoice, (): ThemeChoice => "system");
  const { label, icon, next } = shown[choice];
  return <IconButton icon={icon} label={`Theme: ${label}`} onPress={() => saveThemeChoice(next)} />;
}
