"use client";

import { Button } from "@heroui/react/button";
import { type FormEvent, type ReactNode, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import type { TokenContent, TokenInfo } from "@/lib/gateway/token";
import { toDay } from "@/lib/to-day";
import { FormField } from "./form-field";
import { readTokenForm } from "./read-token-form";

type TokenFormProps = {
  /** null for a new one. */
  token: TokenInfo | null;
  /** What it throws is told; resolves to false when the form is not done. */
  onSave: (content: TokenContent) => Promise<void>;
  onCancel: () => void;
  /** What must be settled before it is saved. */
  children?: ReactNode;
};

/** Asks what a token may do; an empty field limits nothing. */
export function TokenForm({ token, onSave, onCancel, children }: TokenFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isNew = token === null;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = { now: Date.now(), expiresAt: token?.expiresAt ?? null };
    const read = readTokenForm(new FormData(event.currentTarget), given);
    if ("problem" in read) return setProblem(read.problem);
    setBusy(true);
    setProblem(null);
    try {
      await onSave(read.content);
    } catch (error) {
      setProblem(toRefusal(error).text);
    }
    setBusy(false);
  }

  return (
    <form
      aria-label={isNew ? "New token" : `Change ${token.name}`}
      className="flex flex-col gap-4 border-t border-separator p-4"
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      {children}
      <TokenFields token={token} />
      {problem !== null && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" size="sm" isPending={isBusy}>
          {isNew ? "Make token" : "Save"}
        </Button>
        <Button size="sm" variant="tertiary" onPress={onCancel}>
          Cancel
        </Button>
        {!isNew && (
          <span className="text-xs text-muted">
            It holds from the token's next request on; what runs goes on.
          </span>
        )}
      </div>
    </form>
  );
}

function TokenFields({ token }: { token: TokenInfo | null }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormField
        name="name"
        label="Name"
        placeholder="What uses it"
        value={token?.name ?? ""}
        isRequired
        autoFocus
      />
      <FormField
        name="models"
        label="Models"
        placeholder="every model"
        value={token?.models.join(", ") ?? ""}
        hint="Refs, or beginnings that end in *: demo/echo, wandb/*"
      />
      <FormField
        name="requestsPerMinute"
        label="Requests per minute"
        placeholder="not limited"
        value={token?.requestsPerMinute ?? ""}
        inputMode="numeric"
      />
      <FormField
        name="tokensPerMinute"
        label="Tokens per minute"
        placeholder="not limited"
        value={token?.tokensPerMinute ?? ""}
        inputMode="numeric"
      />
      <FormField
        name="usdPerMonth"
        label="Dollars per month"
        placeholder="not limited"
        value={token?.usdPerMonth ?? ""}
        inputMode="decimal"
        hint="A month is a calendar month in UTC. Models whose price is not known are then refused."
      />
      {token === null ? (
        <FormField
          name="expiresInDays"
          label="Expires after (days)"
          placeholder="never"
          inputMode="numeric"
        />
      ) : (
        <FormField
          name="expiresOn"
          label="Expires at the end of (UTC)"
          type="date"
          value={token.expiresAt === null ? "" : toDay(token.expiresAt)}
          hint="Empty: never."
        />
      )}
    </div>
  );
}
