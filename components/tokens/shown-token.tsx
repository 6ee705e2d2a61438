"use client";

import { Button } from "@heroui/react/button";
import { useEffect, useRef } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import { useCatalogue } from "@/components/models/catalogue-store";
import { chooseFirstModel } from "@/lib/gateway/choose-first-model";
import type { CreatedToken } from "@/lib/gateway/token";

type ShownTokenProps = { created: CreatedToken; baseUrl: string; onDone: () => void };

/** A new token, the one time it can be read, and a first request with it. */
export function ShownToken({ created: { token, info }, baseUrl, onDone }: ShownTokenProps) {
  const { catalogue } = useCatalogue();
  const model = chooseFirstModel(info.models, catalogue);
  const command = `curl ${baseUrl}/chat/completions -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" -d '{"model":"${model}","messages":[{"role":"user","content":"Hello"}]}'`;
  const heading = useRef<HTMLParagraphElement>(null);
  // The form it came from is gone, and the focus with it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      aria-label={`The token ${info.name}`}
      className="border-t border-separator bg-surface-secondary p-4"
    >
      <p ref={heading} tabIndex={-1} role="status" className="font-medium text-pretty outline-none">
        Copy the token of <bdi>{info.name}</bdi> now: it is shown this once.
      </p>
      <div className="mt-2 flex items-center gap-1 rounded-lg border border-border bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-xs break-all">{token}</code>
        <CopyButton label="Copy the token" getText={() => token} />
      </div>
      <p className="mt-3 text-xs text-muted">A first request:</p>
      <div className="mt-1 flex items-start gap-1 rounded-lg border border-border bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all whitespace-pre-wrap">
          {command.replace(token, `sy_…${info.hint}`)}
        </code>
        <CopyButton label="Copy the request" getText={() => command} />
      </div>
      <Button size="sm" variant="tertiary" className="mt-3" onPress={onDone}>
        I have copied it
      </Button>
    </section>
  );
}
