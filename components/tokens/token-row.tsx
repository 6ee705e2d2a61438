"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { revokeToken } from "@/lib/api/tokens";
import { formatCount } from "@/lib/format-number";
import type { TokenInfo } from "@/lib/gateway/token";
import { formatUsd } from "@/lib/money/format-usd";

const date = (epochMs: number) =>
  new Date(epochMs).toLocaleDateString("en-US", {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });

/** What a token may do, in words. */
function toLimits(token: TokenInfo): string {
  const { models, requestsPerMinute, tokensPerMinute, usdPerMonth, expiresAt } = token;
  return [
    models.length === 0 ? "every model" : models.join(", "),
    ...(requestsPerMinute === null ? [] : [`${formatCount(requestsPerMinute)} requests/min`]),
    ...(tokensPerMinute === null ? [] : [`${formatCount(tokensPerMinute)} tokens/min`]),
    ...(usdPerMonth === null ? [] : [`${formatUsd(token.spentUsd)} of ${formatUsd(usdPerMonth)} this month`]),
    ...(expiresAt === null ? [] : [`until ${date(expiresAt)}`]),
  ].join(" · ");
}

/** A token with what it may do and when it was used; revoking asks once more, because it cannot be undone. */
export function TokenRow({ token, onRevoked }: { token: TokenInfo; onRevoked: () => void }) {
  const [step, setStep] = useState<"idle" | "asking" | "busy">("idle");
  const [problem, setProblem] = useState<string | null>(null);
  const { name, hint, createdAt, lastUsedAt, revokedAt } = token;

  async function revoke() {
    setStep("busy");
    try {
      await revokeToken(token.id);
      onRevoked();
    } catch (error) {
      setProblem(toRefusal(error).text);
    }
    setStep("idle");
  }

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className={`font-medium wrap-anywhere ${revokedAt === null ? "" : "text-muted line-through"}`}>
          {name} <span className="font-mono text-xs font-normal text-muted">sy_…{hint}</span>
        </p>
        <p className="mt-0.5 text-xs text-pretty wrap-anywhere text-muted">{toLimits(token)}</p>
        <p className="mt-0.5 text-xs text-muted">
          Made {date(createdAt)}, {lastUsedAt === null ? "never used" : `last used ${date(lastUsedAt)}`}
          {revokedAt !== null && `, revoked ${date(revokedAt)}`}
        </p>
        {problem !== null && (
          <p role="alert" className="mt-1 text-xs text-danger">
            {problem}
          </p>
        )}
      </div>
      {revokedAt === null && step === "idle" && (
        <Button size="sm" variant="tertiary" aria-label={`Revoke ${name}`} onPress={() => setStep("asking")}>
          Revoke
        </Button>
      )}
      {revokedAt === null && step !== "idle" && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
        <div role="group" aria-label={`Revoke ${name}?`} className="flex items-center gap-2">
          <span className="text-xs text-muted">Its programs stop at once.</span>
          <Button
            size="sm"
            variant="danger"
            autoFocus
            isPending={step === "busy"}
            onPress={() => void revoke()}
          >
            Revoke
          </Button>
          <Button size="sm" variant="tertiary" onPress={() => setStep("idle")}>
            Keep
          </Button>
        </div>
      )}
    </li>
  );
}
