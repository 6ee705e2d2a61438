"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { IconButton } from "@/components/icons/icon-button";
import type { LaneDialog, LaneMenuAction } from "./lane-menu";

const LaneMenu = dynamic(() => import("./lane-menu").then((module) => module.LaneMenu));
const ImportDialog = dynamic(() => import("./import-dialog").then((module) => module.ImportDialog));
const CostDialog = dynamic(() =>
  import("@/components/comparison/cost-dialog").then((module) => module.CostDialog),
);
const PresetsDialog = dynamic(() =>
  import("@/components/presets/presets-dialog").then((module) => module.PresetsDialog),
);
const CopyDialog = dynamic(() => import("./copy-dialog").then((module) => module.CopyDialog));

type LaneMenuButtonProps = {
  session: ChatSession;
  lane: LaneSession;
  /** The model that an import brings. */
  onChooseModel: (ref: string) => void;
  label?: string;
  /** What else the menu offers. */
  actions?: readonly LaneMenuAction[];
};

/** What else can be done with a lane: fill it from somebody's code, or write it as code. Fetched when first asked for. */
export function LaneMenuButton(props: LaneMenuButtonProps) {
  const { session, lane, onChooseModel, label = "Import and copy", actions = [] } = props;
  const [menuWanted, setMenuWanted] = useState(false);
  const [shown, setShown] = useState<LaneDialog | null>(null);
  const [loaded, setLoaded] = useState<ReadonlySet<LaneDialog>>(new Set());
  const place = useRef<HTMLSpanElement>(null);

  function show(dialog: LaneDialog) {
    setLoaded(new Set([...loaded, dialog]));
    setShown(dialog);
  }

  const dialogProps = (dialog: LaneDialog) => ({
    session,
    lane,
    isOpen: shown === dialog,
    onClose: () => {
      setShown(null);
      place.current?.querySelector("button")?.focus();
    },
  });

  return (
    <span ref={place} className="flex shrink-0">
      {menuWanted ? (
        <LaneMenu label={label} actions={actions} onShow={show} />
      ) : (
        <IconButton icon="more" label={label} aria-haspopup="menu" onPress={() => setMenuWanted(true)} />
      )}
      {loaded.has("import") && <ImportDialog {...dialogProps("import")} onChooseModel={onChooseModel} />}
      {shown === "presets" && <PresetsDialog {...dialogProps("presets")} onChooseModel={onChooseModel} />}
      {shown === "cost" && <CostDialog {...dialogProps("cost")} />}
      {loaded.has("copy") && <CopyDialog {...dialogProps("copy")} />}
    </span>
  );
}
