"use client";

import { Button } from "@heroui/react/button";
import { Drawer } from "@heroui/react/drawer";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { IconButton } from "@/components/icons/icon-button";
import { PresetsButton } from "@/components/presets/presets-button";
import { listDifferences } from "@/lib/chats/link-settings";
import type { SettingName } from "@/lib/chats/setting-texts";
import { getLaneEditor } from "./lane-editor";
import { LinkSettings } from "./link-settings";
import { NewLaneSettings } from "./new-lane-settings";
import { SettingsContext } from "./settings-context";
import type { SettingsEditor } from "./settings-editor";
import { SettingsForm } from "./settings-form";
import { SidePanel } from "./side-panel";
import { useGates } from "./use-gates";
import { useWideScreen } from "./use-wide-screen";

type SettingsPanelProps = {
  id: string;
  session: ChatSession;
  lane: LaneSession;
  isOpen: boolean;
  onClose: () => void;
};

/** A lane's settings: beside the conversation where there is room, else over it. */
export function SettingsPanel({ id, session, lane, isOpen, onClose }: SettingsPanelProps) {
  const { model, settings } = useStore(lane.store);
  const { lanes } = useStore(session.store);
  const editor = getLaneEditor(session, lane);
  const differences = useDifferences(lanes);
  const gates = useGates(lane, lanes);
  const [opened, setOpened] = useState<ReadonlySet<SettingName>>(new Set());
  const isWide = useWideScreenAsOpened(isOpen);
  useCommitBeforeLeaving(editor, session);

  function close() {
    editor.commitAll();
    onClose();
  }

  const content = (
    <SettingsContext
      value={{
        editor,
        settings,
        differences,
        gates,
        opened,
        onOpen: (name) => setOpened(new Set([...opened, name])),
      }}
    >
      <PanelHeader
        canClear={Object.keys(settings).length > 0}
        onClear={() => editor.replace({})}
        onClose={close}
      />
      <div className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pt-1 pb-6">
        {lanes.length > 1 && <LinkSettings session={session} lane={lane} differs={differences.size > 0} />}
        <PresetsButton session={session} lane={lane} />
        <SettingsForm model={model} keepsValues={!session.temporary} />
        <NewLaneSettings session={session} lane={lane} />
      </div>
    </SettingsContext>
  );
  if (isWide) {
    return (
      isOpen && (
        <SidePanel id={id} onClose={close}>
          {content}
        </SidePanel>
      )
    );
  }
  return (
    <Drawer.Backdrop isOpen={isOpen} onOpenChange={(open) => !open && close()}>
      <Drawer.Content placement="right">
        <Drawer.Dialog
          id={id}
          aria-label="Settings of this chat"
          className="w-full max-w-none gap-0 p-0 sm:w-96 sm:border-l sm:border-separator"
        >
          {content}
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  );
}

/** A panel stays as it was opened: in another place its dialogs, and what was typed into them, would be gone. */
function useWideScreenAsOpened(isOpen: boolean): boolean {
  const isWideNow = useWideScreen();
  const [isWide, setWide] = useState(isWideNow);
  if (!isOpen && isWide !== isWideNow) setWide(isWideNow);
  return isWide;
}

/** What was typed a moment before the page or the panel is gone counts. */
function useCommitBeforeLeaving(editor: SettingsEditor, session: ChatSession): void {
  useEffect(() => {
    const commit = () => {
      editor.commitAll();
      void session.settings.flush();
    };
    // Phones end a page in the background without a word.
    const commitWhenHidden = () => document.visibilityState === "hidden" && commit();
    window.addEventListener("pagehide", commit);
    document.addEventListener("visibilitychange", commitWhenHidden);
    return () => {
      window.removeEventListener("pagehide", commit);
      document.removeEventListener("visibilitychange", commitWhenHidden);
      commit();
    };
  }, [editor, session]);
}

/** The settings in which lanes differ, now and whenever one of them changes. */
function useDifferences(lanes: readonly LaneSession[]): ReadonlySet<string> {
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribes = lanes.map((lane) => lane.store.subscribe(listener));
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    [lanes],
  );
  const read = () => JSON.stringify([...listDifferences(lanes.map((lane) => lane.store.get().settings))]);
  const names = useSyncExternalStore(subscribe, read, read);
  return useMemo(() => new Set(JSON.parse(names) as string[]), [names]);
}

type PanelHeaderProps = { canClear: boolean; onClear: () => void; onClose: () => void };

function PanelHeader({ canClear, onClear, onClose }: PanelHeaderProps) {
  return (
    <header className="px-4 pt-3 pb-3">
      <div className="flex h-8 items-center gap-2">
        <h2 className="min-w-0 flex-1 text-base font-semibold">Settings</h2>
        <Button size="sm" variant="ghost" className="text-muted" isDisabled={!canClear} onPress={onClear}>
          Clear all
        </Button>
        <IconButton icon="close" label="Close settings" onPress={onClose} />
      </div>
      <p className="mt-1 text-xs text-muted">
        Used from the next message on. What is empty is not sent: then the provider decides.
      </p>
    </header>
  );
}
