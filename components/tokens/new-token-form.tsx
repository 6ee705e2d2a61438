"use client";

import { Button } from "@heroui/react/button";
import { type FormEvent, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { createToken } from "@/lib/api/tokens";
import type { CreatedToken } from "@/lib/gateway/token";
import { FormField } from "./form-field";
import { readNewToken } from "./read-new-token";

type NewTokenFormProps = { onCreated: (created: CreatedToken) => void; onCancel: () => void };

/** Asks what a new token may do; an empty field limits nothing. */
export function NewTokenForm({ onCreated, onCancel }: NewTokenFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const read = readNewToken(new FormData(event.currentTarget), Date.now());
    if ("problem" in read) return setProblem(read.problem);
    setBusy(true);
    setProblem(null);
    try {
      onCreated(await createToken(read.token));
    } catch (error) {
      setProblem(toRefusal(error).text);
      setBusy(false);
    }
  }

  return (
    <form
      aria-label="New token"
      className="flex flex-col gap-4 border-t border-separator p-4"
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField name="name" label="Name" placeholder="What uses it" isRequired autoFocus />
        <FormField
          name="models"
          label="Models"
          placeholder="every model"
          hint="Refs, or beginnings that end in *: demo/echo, wandb/*"
        />
        <FormField
          name="requestsPerMinute"
          label="Requests per minute"
          placeholder="not limited"
          inputMode="numeric"
        />
        <FormField
          name="tokensPerMinute"
          label="Tokens per minute"
          placeholder="not limited"
          inputMode="numeric"
        />
        <FormField
          name="usdPerMonth"
          label="Dollars per month"
          placeholder="not limited"
          inputMode="decimal"
          hint="Models whose price is not known are then refused."
        />
        <FormField
          name="expiresInDays"
          label="Expires after (days)"
          placeholder="never"
          inputMode="numeric"
        />
      </div>
      {problem !== null && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" size="sm" isPending={isBusy}>
          Make token
        </Button>
        <Button size="sm" variant="tertiary" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
