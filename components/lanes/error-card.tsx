"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";
import { CopyButton } from "@/components/chat/copy-button";
import { Icon } from "@/components/icons/icon";
import { ReplacementList } from "@/components/models/replacement-list";
import type { RefusedField } from "@/lib/refusals/find-refused-field";
import { toFieldName } from "@/lib/refusals/wire-fields";
import type { RunError } from "@/lib/runs/run-error";
import { AdviceText } from "./advice-text";
import { ProviderWords } from "./provider-words";
import { RetryButton } from "./retry-button";

type ErrorCardProps = {
  error: RunError;
  /** The model that failed. */
  modelRef: string;
  onRetry: () => void;
  onRetryWith: (ref: string) => void;
  onRetryWithout: (field: RefusedField) => void;
};

/** Faults that another model mends and this one never will. */
const isModelGone = ({ code }: RunError) =>
  code === "retired" || code === "service_ended" || code === "model_not_found";

/** Why an answer failed: what happened, what the provider said, and what can be done now. */
export function ErrorCard(props: ErrorCardProps) {
  const { error, modelRef, onRetry, onRetryWith, onRetryWithout } = props;
  const { refusedField } = error;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div role="group" aria-label="Error" className="my-3 rounded-xl border border-danger/40 bg-danger/6 p-4">
      <div className="flex items-start gap-2.5">
        <Icon name="alert" className="mt-0.75 size-4 shrink-0 text-danger" />
        <div className="min-w-0 flex-1">
          <p className="font-medium">
            {error.title}
            {error.status !== null && error.status >= 300 && (
              <span className="ml-2 font-mono text-xs font-normal whitespace-nowrap text-muted tabular-nums">
                HTTP {error.status}
              </span>
            )}
          </p>
          <p className="mt-1 text-sm text-foreground/85">
            <AdviceText text={error.advice} />
          </p>
          {error.providerMessage !== null && <ProviderWords text={error.providerMessage} />}
          {isModelGone(error) && (
            <div className="mt-3">
              <ReplacementList
                modelRef={modelRef}
                verb="Retry with"
                serviceEnded={error.code === "service_ended"}
                onUse={onRetryWith}
              />
            </div>
          )}
          <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
            {refusedField !== undefined && (
              <Button size="sm" variant="primary" onPress={() => onRetryWithout(refusedField)}>
                {toRetryLabel(refusedField)}
              </Button>
            )}
            <RetryButton retryAt={error.retryAt} onRetry={onRetry} />
            {error.code === "missing_key" && (
              <Link href="/settings" className="button button--sm button--tertiary">
                <Icon name="key" />
                Open settings
              </Link>
            )}
            {error.requestId !== null && <RequestId id={error.requestId} />}
          </div>
        </div>
      </div>
    </div>
  );
}

function toRetryLabel({ field, sentAs, isLasting }: RefusedField): string {
  if (sentAs !== null) return `Retry with ${sentAs}`;
  return isLasting ? `Retry without ${toFieldName(field)}` : `Unset ${toFieldName(field)} and retry`;
}

function RequestId({ id }: { id: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1 text-xs text-muted">
      Request <code className="truncate font-mono">{id}</code>
      <CopyButton label="Copy request id" getText={() => id} />
    </span>
  );
}
