"use client";

import { IconButton } from "@/components/icons/icon-button";
import { useWorkspace } from "./workspace-context";

/** Opens the list of shortcuts, for who does not know its key yet. */
export function ShortcutsButton() {
  const workspace = useWorkspace();
  return (
    <IconButton
      icon="keyboard"
      label="Keyboard shortcuts"
      onPress={() => workspace.showOverlay("shortcuts")}
    />
  );
}
