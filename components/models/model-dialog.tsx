"use client";

import { Modal } from "@heroui/react/modal";
import { ModelList } from "./model-list";
import { rememberRecentModel } from "./recent-models";

type ModelDialogProps = {
  value: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (ref: string) => void;
};

/** Every model that can be chosen, searched while typing. */
export function ModelDialog({ value, isOpen, onOpenChange, onChoose }: ModelDialogProps) {
  function choose(ref: string) {
    rememberRecentModel(ref);
    onChoose(ref);
    onOpenChange(false);
  }

  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Modal.Container placement="top" className="p-0 sm:px-4 sm:pt-[10dvh]">
        <Modal.Dialog
          aria-label="Choose a model"
          className="flex h-dvh w-full max-w-none flex-col gap-0 overflow-hidden rounded-none p-0 sm:h-[min(36rem,76dvh)] sm:max-w-2xl sm:rounded-xl"
        >
          <ModelList value={value} onChoose={choose} onClose={() => onOpenChange(false)} />
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
