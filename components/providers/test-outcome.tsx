"use client";

import { Button } from "@heroui/react/button";
import { CopyButton } from "@/components/chat/copy-button";
import { Icon } from "@/components/icons/icon";
import { AdviceText } from "@/components/lanes/advice-text";
import { ElapsedTime } from "@/components/lanes/elapsed-time";
import { ProviderWords } from "@/components/lanes/provider-words";
import { formatCount, formatSeconds } from "@/lib/format-number";
import { formatUsd } from "@/lib/money/format-usd";
import type { ConnectionTestResult } from "@/lib/providers/connection-test";
import type { TestState } from "./use-connection-test";

type TestOutcomeProps = { state: TestState; providerName: string; onStop: () => void };

/** What a test is waiting for, or what came of it: status, time and the provider's own words. */
export function TestOutcome({ state, providerName, onStop }: TestOutcomeProps) {
  if (state.kind === "asking") {
    return (
      <div role="status" className="flex items-center justify-between gap-2 text-muted">
        <span>
          Asking {providerName} … <ElapsedTime since={state.since} />
        </span>
        <Button size="sm" variant="ghost" onPress={onStop}>
          Stop
        </Button>
      </div>
    );
  }
  if (state.kind === "stopped")
    return (
      <p role="status" className="text-muted">
        Stopped. Nothing is known of the answer.
      </p>
    );
  if (state.kind === "refused")
    return (
      <p role="alert" className="flex items-start gap-2 text-pretty">
        <Icon name="alert" className="mt-0.75 size-4 shrink-0 text-warning-soft-foreground" />
        <span>
          <AdviceText text={state.words} />
        </span>
      </p>
    );
  return <Result result={state.result} />;
}

function Result({ result }: { result: ConnectionTestResult }) {
  const { error, status, latencyMs, url } = result;
  const isGood = error === null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div
      role="group"
      aria-label="Result of the test"
      className={`rounded-xl border p-3.5 ${isGood ? "border-success/40 bg-success/6" : "border-danger/40 bg-danger/6"}`}
    >
      <div role={isGood ? "status" : "alert"} className="flex items-start gap-2.5">
        <Icon
          name={isGood ? "check" : "alert"}
          className={`mt-0.75 size-4 shrink-0 ${isGood ? "text-success-soft-foreground" : "text-danger"}`}
        />
        <div className="min-w-0 flex-1">
          <p className="font-medium text-pretty">{isGood ? toGoodWords(result) : error.title}</p>
          <p className="mt-0.5 font-mono text-xs break-all text-muted tabular-nums">
            {status === null ? "no response" : `HTTP ${status}`} ·{" "}
            <span title="Measured by the server: from sending the request to the head of the response">
              {status === null ? "gave up after " : ""}
              {formatSeconds(latencyMs)}
            </span>
            <span className="block">{url}</span>
          </p>
          {!isGood && (
            <p className="mt-1.5 text-pretty text-foreground/85">
              <AdviceText text={error.advice} />
            </p>
          )}
          {error?.providerMessage != null && <ProviderWords text={error.providerMessage} />}
          {error?.requestId != null && (
            <p className="mt-2 flex min-w-0 items-center gap-1 text-xs text-muted">
              Request <code className="truncate font-mono">{error.requestId}</code>
              <CopyButton label="Copy request id" getText={() => error.requestId ?? ""} />
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function toGoodWords({ models, run }: ConnectionTestResult): string {
  if (models !== null)
    return `It answered with a list of ${formatCount(models)} ${models === 1 ? "model" : "models"}.`;
  return `It answered. ${toUsageWords(run)}`;
}

const costWords: Record<string, string> = {
  simulated: "simulated, nothing was called",
  local: "on your own machine",
  "listed-zero": "listed at $0",
  unknown: "the cost is not known",
};

function toUsageWords(run: ConnectionTestResult["run"]): string {
  if (run === null) return "";
  const { usage, cost } = run;
  const tokens =
    usage === null
      ? "It reported no token counts"
      : `${toCount(usage.inputTokens)} tokens in, ${toCount(usage.outputTokens)} out`;
  const price =
    cost.usd !== null && (cost.status === "billed" || cost.status === "estimated")
      ? `${cost.status} ${formatUsd(cost.usd)}`
      : (costWords[cost.status] ?? "the cost is not known");
  return `${tokens}; ${price}.`;
}

const toCount = (tokens: number | null) => (tokens === null ? "unknown" : formatCount(tokens));
