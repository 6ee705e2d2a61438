"use client";

import { settingLabels } from "@/lib/chats/setting-labels";
import type { SettingName } from "@/lib/chats/setting-texts";
import { GateNote } from "./gate-note";
import { useSetting } from "./settings-context";

/** What is known against a setting, of the lane's model and of the other lanes' models; nothing when nothing is. */
export function SettingGate({ name }: { name: SettingName }) {
  const { gate, sent, open, elsewhere } = useSetting(name);
  if (gate === null && elsewhere.length === 0) return null;
  return (
    <>
      {gate !== null && (
        <GateNote gate={gate} label={settingLabels[name].toLowerCase()} isSet={sent !== ""} onOpen={open} />
      )}
      {elsewhere.map((sentence) => (
        <p key={sentence} className="mt-1 text-xs text-muted wrap-anywhere">
          {sentence}
        </p>
      ))}
    </>
  );
}
