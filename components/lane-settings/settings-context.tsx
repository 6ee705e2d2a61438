"use client";

import { createContext, useContext } from "react";
import { useStore } from "@/components/chat/store";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { type SettingName, settingFields } from "@/lib/chats/setting-texts";
import type { SettingsEditor } from "./settings-editor";

type SettingsContextValue = {
  editor: SettingsEditor;
  settings: LaneSettings;
  /** The settings in which the chat's lanes differ. */
  differences: ReadonlySet<string>;
};

/** The settings that the fields below show, and who changes them. */
export const SettingsContext = createContext<SettingsContextValue | null>(null);

export type Setting = {
  /** What the field shows: what was typed, else the setting. */
  text: string;
  /** The setting as it is sent; "" while it is unset. */
  sent: string;
  /** Why what was typed is not taken; null when it is, or was not judged yet. */
  problem: string | null;
  /** Another lane has another value. */
  differs: boolean;
  type: (text: string) => void;
  commit: () => void;
  choose: (text: string) => void;
};

/** All settings of the lane being edited. */
export function useLaneSettings(): LaneSettings {
  const context = useContext(SettingsContext);
  if (context === null) throw new Error("useLaneSettings needs a SettingsContext above it");
  return context.settings;
}

/** One setting of the lane being edited. */
export function useSetting(name: SettingName): Setting {
  const context = useContext(SettingsContext);
  if (context === null) throw new Error("useSetting needs a SettingsContext above it");
  const { editor, settings, differences } = context;
  const draft = useStore(editor.drafts)[name];
  const sent = settingFields[name].read(settings);
  return {
    text: draft?.text ?? sent,
    sent,
    problem: draft?.problem ?? null,
    differs: differences.has(name),
    type: (text) => editor.type(name, text),
    commit: () => editor.commit(name),
    choose: (text) => editor.choose(name, text),
  };
}
