"use client";

import { Button } from "@heroui/react/button";
import { type ReactNode, useRef, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { revokeToken } from "@/lib/api/tokens";
import { formatUtcTime } from "@/lib/format-utc-time";
import type { TokenInfo } from "@/lib/gateway/token";
import { formatUsd } from "@/lib/money/format-usd";
import { EditToken } from "./edit-token";
import { toLimitWords } from "./token-words";

type TokenRowProps = { token: TokenInfo; onChanged: (token: TokenInfo) => void };

/** A token with what it may do and when it was used, to be changed and revoked. */
export function TokenRow({ token, onChanged }: TokenRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const [editing, setEditing] = useState<"not yet" | "now" | "left">("not yet");
  const { name, revokedAt } = token;

  return (
    <li ref={row} aria-label={name} tabIndex={-1} className="outline-none focus-visible:bg-default/50">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        <TokenFacts token={token} />
        {revokedAt === null && editing !== "now" && (
          <div className="flex flex-wrap items-center gap-2">
            <RevokeButton
              token={token}
              onRevoked={(revoked) => {
                // The button that had the focus goes.
                row.current?.focus();
                onChanged(revoked);
              }}
            >
              <Button
                size="sm"
                variant="tertiary"
                aria-label={`Change ${name}`}
                autoFocus={editing === "left"}
                onPress={() => setEditing("now")}
              >
                Change
              </Button>
            </RevokeButton>
          </div>
        )}
      </div>
      {editing === "now" && (
        <EditToken
          token={token}
          onSaved={(saved) => {
            setEditing("left");
            onChanged(saved);
          }}
          onCancel={() => setEditing("left")}
        />
      )}
    </li>
  );
}

function TokenFacts({ token }: { token: TokenInfo }) {
  const { name, hint, createdAt, lastUsedAt, revokedAt, expiresAt, isExpired, usdPerMonth, spentUsd } = token;
  const isSpent = usdPerMonth !== null && spentUsd >= usdPerMonth;
  const expiry =
    expiresAt === null ? "" : `, ${isExpired ? "expired" : "expires"} ${formatUtcTime(expiresAt)}`;
  return (
    <div className="min-w-0 flex-1 basis-64">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className={`font-medium wrap-anywhere ${revokedAt === null ? "" : "text-muted line-through"}`}>
          <bdi>{name}</bdi>
        </span>
        <span className="font-mono text-xs text-muted">sy_…{hint}</span>
        {revokedAt !== null && <Mark text="Revoked" />}
        {revokedAt === null && isExpired && <Mark text="Expired" />}
        {revokedAt === null && isSpent && <Mark text="Budget used up" />}
      </p>
      <p className="mt-0.5 text-xs text-pretty wrap-anywhere text-muted">{toLimitWords(token)}</p>
      {usdPerMonth !== null && (
        <p className="mt-0.5 text-xs text-muted">
          {formatUsd(spentUsd)} of {formatUsd(usdPerMonth)} counted in this month (UTC)
        </p>
      )}
      <p className="mt-0.5 text-xs text-pretty text-muted">
        Made {formatUtcTime(createdAt)},{" "}
        {lastUsedAt === null ? "never used" : `last used ${formatUtcTime(lastUsedAt)}`}
        {revokedAt === null ? expiry : `, revoked ${formatUtcTime(revokedAt)}`}
      </p>
    </div>
  );
}

function Mark({ text }: { text: string }) {
  return (
    <span className="rounded-full bg-warning-soft px-1.5 text-[0.6875rem] leading-4.5 text-warning-soft-foreground">
      {text}
    </span>
  );
}

type RevokeButtonProps = {
  token: TokenInfo;
  onRevoked: (token: TokenInfo) => void;
  /** What stands beside it while it does not ask. */
  children: ReactNode;
};

/** Asks once more, because it cannot be undone. */
function RevokeButton({ token, onRevoked, children }: RevokeButtonProps) {
  const [step, setStep] = useState<"idle" | "asking" | "busy" | "left">("idle");
  const [problem, setProblem] = useState<string | null>(null);

  async function revoke() {
    setStep("busy");
    setProblem(null);
    try {
      await revokeToken(token.id);
      onRevoked({ ...token, revokedAt: Date.now() });
    } catch (error) {
      setProblem(toRefusal(error).text);
    }
    setStep("left");
  }

  if (step === "idle" || step === "left") {
    return (
      <>
        {children}
        <Button
          size="sm"
          variant="tertiary"
          aria-label={`Revoke ${token.name}`}
          autoFocus={step === "left"}
          onPress={() => setStep("asking")}
        >
          Revoke
        </Button>
        {problem !== null && (
          <p role="alert" className="text-xs text-danger">
            {problem}
          </p>
        )}
      </>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div role="group" aria-label={`Revoke ${token.name}?`} className="flex flex-wrap items-center gap-2">
      <span className="text-xs text-muted">Its programs stop at once.</span>
      <Button size="sm" variant="danger" isPending={step === "busy"} onPress={() => void revoke()}>
        Revoke
      </Button>
      <Button size="sm" variant="tertiary" autoFocus onPress={() => setStep("left")}>
        Keep
      </Button>
    </div>
  );
}
