"use client";

import { Button } from "@heroui/react/button";
import { useSyncExternalStore } from "react";
import { Icon, type IconName } from "@/components/icons/icon";
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
  return (
    <Button
      isIconOnly
      size="sm"
      variant="ghost"
      className="text-muted"
      aria-label={`Theme: ${label}`}
      onPress={() => saveThemeChoice(next)}
    >
      <Icon name={icon} />
    </Button>
  );
}
