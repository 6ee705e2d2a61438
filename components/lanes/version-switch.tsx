"use client";

import { IconButton } from "@/components/icons/icon-button";
import type { Versions } from "@/lib/chats/message-tree";

type VersionSwitchProps = { versions: Versions; onShow: (messageId: string) => void };

/** `‹ 2/3 ›`: steps through the versions of one message. */
export function VersionSwitch({ versions, onShow }: VersionSwitchProps) {
  const { number, count, previousId, nextId } = versions;
  return (
    <div className="flex items-center text-xs text-muted">
      <StepButton label="Previous version" id={previousId} onShow={onShow} />
      <span className="tabular-nums">{`${number}/${count}`}</span>
      <StepButton label="Next version" id={nextId} onShow={onShow} />
    </div>
  );
}

type StepButtonProps = {
  label: "Previous version" | "Next version";
  id: string | null;
  onShow: (messageId: string) => void;
};

function StepButton({ label, id, onShow }: StepButtonProps) {
  return (
    <IconButton
      icon={label === "Previous version" ? "chevron-left" : "chevron-right"}
      label={label}
      className="w-7 text-muted"
      isDisabled={id === null}
      onPress={() => id !== null && onShow(id)}
    />
  );
}
