"use client";

import { IconButton } from "@/components/icons/icon-button";
import type { Versions } from "@/lib/chats/message-tree";

type VersionSwitchProps = { versions: Versions; isDisabled: boolean; onShow: (messageId: string) => void };

/** `‹ 2/3 ›`: steps through the versions of one message. */
export function VersionSwitch({ versions, isDisabled, onShow }: VersionSwitchProps) {
  const { number, count, previousId, nextId } = versions;
  return (
    <div className="flex items-center text-xs text-muted">
      <StepButton label="Previous version" id={previousId} isDisabled={isDisabled} onShow={onShow} />
      <span className="tabular-nums">{`${number}/${count}`}</span>
      <StepButton label="Next version" id={nextId} isDisabled={isDisabled} onShow={onShow} />
    </div>
  );
}

type StepButtonProps = {
  label: "Previous version" | "Next version";
  id: string | null;
  isDisabled: boolean;
  onShow: (messageId: string) => void;
};

function StepButton({ label, id, isDisabled, onShow }: StepButtonProps) {
  return (
    <IconButton
      icon={label === "Previous version" ? "chevron-left" : "chevron-right"}
      label={label}
      className="w-7 text-muted"
      isDisabled={isDisabled || id === null}
      onPress={() => id !== null && onShow(id)}
    />
  );
}
