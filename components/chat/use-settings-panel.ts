"use client";

import { type RefObject, useId, useRef, useState } from "react";

const load = () => import("@/components/lane-settings/settings-panel");

export type SettingsPanelState = {
  id: string;
  isOpen: boolean;
  /** It was open once: from then on it is there. */
  isLoaded: boolean;
  buttonRef: RefObject<HTMLButtonElement | null>;
  open: () => void;
  close: () => void;
  preload: () => void;
};

/** Whether the settings are shown. Closing gives the focus back to their button. */
export function useSettingsPanel(): SettingsPanelState {
  const id = useId();
  const buttonRef = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<"unloaded" | "open" | "closed">("unloaded");
  return {
    id,
    isOpen: state === "open",
    isLoaded: state !== "unloaded",
    buttonRef,
    open: () => setState("open"),
    close: () => {
      setState("closed");
      buttonRef.current?.focus();
    },
    preload: () => void load(),
  };
}
