"use client";

import { Modal } from "@heroui/react/modal";
import type { ReactNode } from "react";
import { IconButton } from "@/components/icons/icon-button";

type DialogFrameProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** How wide it gets, as a class. */
  width?: string;
  children: ReactNode;
};

/** A dialog that fills a phone's screen, and as much as it needs of a larger one. */
export function DialogFrame({ title, isOpen, onClose, width = "sm:max-w-2xl", children }: DialogFrameProps) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal.Container placement="top" className="p-0 sm:px-4 sm:pt-[6dvh]">
        <Modal.Dialog
          aria-label={title}
          className={`flex h-dvh w-full max-w-none flex-col gap-0 overflow-hidden rounded-none p-0 sm:h-auto sm:max-h-[88dvh] sm:rounded-xl ${width}`}
        >
          <header className="flex h-13 shrink-0 items-center gap-2 border-b border-separator pr-2.5 pl-5">
            <h2 className="min-w-0 flex-1 truncate text-base font-semibold text-foreground">{title}</h2>
            <IconButton icon="close" label="Close" onPress={onClose} />
          </header>
          {children}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
