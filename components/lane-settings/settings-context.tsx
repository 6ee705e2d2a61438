"use client";

import { createContext, useContext } from "react";
import { useStore } from "@/components/chat/store";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { type SettingName, settingFields } from "@/lib/chats/setting-texts";
import type { Gate } from "@/lib/settings-gates/to-gates";
import type { SettingsEditor } from "./settings-editor";
import type { LaneGates } from "./use-gates";

type SettingsContextValue = {
  editor: SettingsEditor;
  settings: LaneSettings;
  /** The settings in which the chat's lanes differ. */
  differences: ReadonlySet<string>;
  /** What is known against settings of its model. */
  gates: LaneGates;
  /** The settings whose gates were opened by hand. */
  opened: ReadonlySet<SettingName>;
  onOpen: (name: SettingName) => void;
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
  /** What is known against it of the lane's model; null when nothing. */
  gate: Gate | null;
  /** It cannot be set, for the gate's reason. */
  isClosed: boolean;
  /** Opens a gate that only the catalogue has closed; absent when it is open. */
  open?: () => void;
  /** What is known against it of other lanes' models, in sentences. */
  elsewhere: readonly string[];
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

/** The body fields without a setting of their own that the lane's model refused. */
export function useRefusedFields(): LaneGates["fields"] {
  const context = useContext(SettingsContext);
  if (context === null) throw new Error("useRefusedFields needs a SettingsContext above it");
  return context.gates.fields;
}

/** One setting of the lane being edited. */
export function useSetting(name: SettingName): Setting {
  const context = useContext(SettingsContext);
  if (context === null) throw new Error("useSetting needs a SettingsContext above it");
  const { editor, settings, differences, gates, opened, onOpen } = context;
  const draft = useStore(editor.drafts)[name];
  const sent = settingFields[name].read(settings);
  const gate = gates.settings[name] ?? null;
  // What is set all the same can be changed and cleared; what was refused is not sent, whatever it is.
  const isShut = gate?.kind === "stated" && sent === "" && !opened.has(name);
  return {
    text: draft?.text ?? sent,
    sent,
    problem: draft?.problem ?? null,
    differs: differences.has(name),
    gate,
    isClosed: gate?.kind === "refused" || isShut,
    ...(isShut ? { open: () => onOpen(name) } : {}),
    elsewhere: gates.elsewhere[name] ?? [],
    type: (text) => editor.type(name, text),
    commit: () => editor.commit(name),
    choose: (text) => editor.choose(name, text),
  };
}
