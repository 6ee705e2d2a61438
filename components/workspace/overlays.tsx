"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useStore } from "@/components/chat/store";
import { useWorkspace } from "./workspace-context";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette));
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet));

/** The command palette and the list of shortcuts, each fetched when it is first asked for. */
export function Overlays({ onSearch }: { onSearch: () => void }) {
  const workspace = useWorkspace();
  const { overlay } = useStore(workspace.store);
  const [loaded, setLoaded] = useState<ReadonlySet<string>>(new Set());
  if (overlay !== null && !loaded.has(overlay)) setLoaded(new Set([...loaded, overlay]));
  const close = () => workspace.showOverlay(null);
  return (
    <>
      {loaded.has("palette") && (
        <Palette
          isOpen={overlay === "palette"}
          onClose={close}
          onSearch={onSearch}
          onShortcuts={() => workspace.showOverlay("shortcuts")}
        />
      )}
      {loaded.has("shortcuts") && <ShortcutSheet isOpen={overlay === "shortcuts"} onClose={close} />}
    </>
  );
}
