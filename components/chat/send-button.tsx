"use client";

import { IconButton } from "@/components/icons/icon-button";
import { useHydrated } from "@/components/workspace/use-hydrated";

type SendButtonProps = {
  /** An answer is arriving: the button stops it. */
  busy: boolean;
  stopping: boolean;
  /** There is nothing that could be sent. */
  isNothing: boolean;
  label: string;
  onStop: () => void;
};

/** Send and Stop take turns; a message that was to be sent before the page was alive shows that it was heard. */
export function SendButton({ busy, stopping, isNothing, label, onStop }: SendButtonProps) {
  const hydrated = useHydrated();
  if (busy)
    return (
      <IconButton
        key="stop"
        icon="stop"
        label="Stop"
        size="md"
        variant="primary"
        className=""
        isDisabled={stopping}
        onPress={onStop}
      />
    );
  return (
    <IconButton
      key="send"
      icon="arrow-up"
      label={label}
      type="submit"
      size="md"
      variant="primary"
      // Before the page is alive nobody has told it that there is a text; pressing it is noted by `earlySendScript`.
      isDisabled={hydrated && isNothing}
      className={
        hydrated
          ? ""
          : "group-has-[:placeholder-shown]/composer:status-disabled group-has-aria-busy/composer:animate-pulse"
      }
    />
  );
}
