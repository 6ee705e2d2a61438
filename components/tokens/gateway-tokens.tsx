"use client";

import { Button } from "@heroui/react/button";
import { useRef, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { createToken } from "@/lib/api/tokens";
import type { CreatedToken, TokenInfo } from "@/lib/gateway/token";
import { ShownToken } from "./shown-token";
import { TokenForm } from "./token-form";
import { TokenRow } from "./token-row";

type GatewayTokensProps = {
  initialTokens: TokenInfo[];
  /** Where other programs find `/v1`. */
  baseUrl: string;
  /** Without a password, programs on this machine need no token. */
  isOpen: boolean;
};

/** The keys of other programs: made, shown once, revoked. */
export function GatewayTokens({ initialTokens, baseUrl, isOpen }: GatewayTokensProps) {
  const [tokens, setTokens] = useState(() => sortUsableFirst(initialTokens));
  const [making, setMaking] = useState<"not yet" | "now" | "left">("not yet");
  const button = useRef<HTMLButtonElement>(null);
  const [shown, setShown] = useState<CreatedToken | null>(null);

  function take(created: CreatedToken) {
    setShown(created);
    setMaking("not yet");
    setTokens([created.info, ...tokens]);
  }

  function leaveShown() {
    setShown(null);
    button.current?.focus();
  }

  function replace(next: TokenInfo) {
    setTokens(tokens.map((token) => (token.id === next.id ? next : token)));
    if (next.revokedAt !== null && shown?.info.id === next.id) setShown(null);
  }

  return (
    <div className="rounded-xl border border-border bg-surface text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
        <div className="min-w-0 flex-1 basis-72 text-pretty">
          <p>
            Other programs use these models, keys and limits at{" "}
            <code className="rounded bg-default px-1.5 py-0.5 font-mono text-xs wrap-anywhere">
              {baseUrl}
            </code>
            , which speaks OpenAI's API.
          </p>
          <p className="mt-1 text-xs text-muted">
            {isOpen
              ? "This server has no password, so programs on this machine need no token; one gives them limits of their own."
              : "Each program needs a token."}
          </p>
        </div>
        {making !== "now" && (
          <Button
            ref={button}
            size="sm"
            variant="tertiary"
            autoFocus={making === "left"}
            onPress={() => setMaking("now")}
          >
            <Icon name="plus" />
            New token
          </Button>
        )}
      </div>
      {making === "now" && (
        <TokenForm
          token={null}
          onSave={async (content) => take(await createToken(content))}
          onCancel={() => setMaking("left")}
        />
      )}
      {shown !== null && <ShownToken created={shown} baseUrl={baseUrl} onDone={leaveShown} />}
      {tokens.length > 0 && (
        <ul aria-label="Gateway tokens" className="divide-y divide-separator border-t border-separator">
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onChanged={replace} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Revoked ones, which are kept for the ledger's sake, come last. */
const sortUsableFirst = (tokens: TokenInfo[]) =>
  tokens.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
