"use client";

import { Icon } from "@/components/icons/icon";
import { useModelName, useNotOffered } from "./known-models";
import { ReplacementList } from "./replacement-list";

type NotOfferedNoticeProps = { modelRef: string; onUse: (ref: string) => void };

/** Says that the lane's model is not offered any more, and what to go on with. Nothing for a model that is. */
export function NotOfferedNotice({ modelRef, onUse }: NotOfferedNoticeProps) {
  const name = useModelName(modelRef);
  const notOffered = useNotOffered(modelRef);
  if (notOffered === null) return null;
  return (
    <section aria-label="Model not offered" className="mx-auto mb-2 w-full max-w-measure px-3 md:px-4">
      <div className="flex items-start gap-2.5 rounded-xl bg-warning-soft px-3.5 py-2.5 text-sm">
        <Icon name="alert" className="mt-0.75 size-4 shrink-0 text-warning-soft-foreground" />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <p className="text-pretty">
            <strong className="font-medium">{name} is not offered any more.</strong> {notOffered} The chat
            stays as it is and goes on with another model.
          </p>
          <ReplacementList modelRef={modelRef} verb="Continue with" serviceEnded={false} onUse={onUse} />
        </div>
      </div>
    </section>
  );
}
