"use client";

import { useId, useRef, useState } from "react";
import type { LaneSession } from "./lane-session";

const load = () => import("@/components/lane-settings/settings-panel");

export type SettingsPanelState = {
  id: string;
  isOpen: boolean;
  /** Whose settings it shows, or showed last; null until it was open once. */
  lane: LaneSession | null;
  open: (lane: LaneSession) => void;
  close: () => void;
  preload: () => void;
};

/** Whether a lane's settings are shown, and whose. Closing gives the focus back to what opened them. */
export function useSettingsPanel(): SettingsPanelState {
  const id = useId();
  const opener = useRef<Element | null>(null);
  const [lane, setLane] = useState<LaneSession | null>(null);
  const [isOpen, setOpen] = useState(false);
  return {
    id,
    isOpen,
    lane,
    open: (next) => {
      opener.current = document.activeElement;
      setLane(next);
      setOpen(true);
    },
    close: () => {
      setOpen(false);
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
    preload: () => void load(),
  };
}
