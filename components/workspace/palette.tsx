"use client";

import { Modal } from "@heroui/react/modal";
import { useRouter } from "next/navigation";
import { rememberModel } from "@/components/chat/remember-model";
import { useStore } from "@/components/chat/store";
import { rememberRecentModel } from "@/components/models/recent-models";
import { afterOverlay } from "./after-overlay";
import { PaletteList } from "./palette-list";
import type { PaletteAction, PaletteRow } from "./palette-rows";
import { usePaletteActions } from "./use-palette-actions";
import { useWorkspace } from "./workspace-context";

type PaletteProps = {
  isOpen: boolean;
  onClose: () => void;
  onSearch: () => void;
  onShortcuts: () => void;
};

/** Everything by its name: actions, chats, what was said in them, models. */
export function Palette({ isOpen, onClose, onSearch, onShortcuts }: PaletteProps) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal.Container placement="top" className="p-0 sm:px-4 sm:pt-[10dvh]">
        <Modal.Dialog
          aria-label="Command palette"
          className="flex h-dvh w-full max-w-none flex-col gap-0 overflow-hidden rounded-none p-0 sm:h-auto sm:max-h-[min(34rem,76dvh)] sm:max-w-xl sm:rounded-xl"
        >
          <PaletteContent onClose={onClose} onSearch={onSearch} onShortcuts={onShortcuts} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

function PaletteContent({ onClose, ...other }: Omit<PaletteProps, "isOpen">) {
  const router = useRouter();
  const workspace = useWorkspace();
  const { chats } = useStore(workspace.index.store);
  const actions = usePaletteActions(other);

  /** On the only lane of the chat that is shown, or in a new chat. */
  function takeModel(ref: string) {
    rememberRecentModel(ref);
    rememberModel(ref);
    const session = workspace.shownChat;
    const [lane, another] = session?.store.get().lanes ?? [];
    if (session === null || lane === undefined || another !== undefined)
      router.push(`/?model=${encodeURIComponent(ref)}`);
    else session.setModel(lane, ref);
  }

  function runAction({ movesFocus = false, run }: PaletteAction) {
    if (movesFocus) afterOverlay(run);
    else run();
  }

  function choose(row: PaletteRow) {
    onClose();
    if (row.kind === "action") runAction(row.action);
    if (row.kind === "chat") router.push(`/chat/${row.chatId}`);
    if (row.kind === "message") router.push(`/chat/${row.chatId}?m=${row.messageId}`);
    if (row.kind === "model") takeModel(row.ref);
  }

  return <PaletteList actions={actions} chats={chats} onChoose={choose} onClose={onClose} />;
}
