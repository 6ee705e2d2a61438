"use client";

import { Button } from "@heroui/react/button";
import { Icon } from "@/components/icons/icon";

/** The line to our own server is down: the answer may well be going on behind it. */
export function ConnectionCard({ onReconnect }: { onReconnect: () => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div
      role="group"
      aria-label="Error"
      className="my-3 flex items-start gap-2.5 rounded-xl border border-warning/50 bg-warning/8 p-4"
    >
      <Icon name="alert" className="mt-0.75 size-4 shrink-0 text-warning-soft-foreground" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">The connection to Switchyard was lost.</p>
        <p className="mt-1 text-sm text-foreground/85">
          What has arrived is shown above. Answers go on without this page: it will show the rest as soon as
          the server answers again.
        </p>
        <Button size="sm" variant="tertiary" className="mt-3" onPress={onReconnect}>
          <Icon name="refresh" />
          Reconnect
        </Button>
      </div>
    </div>
  );
}
