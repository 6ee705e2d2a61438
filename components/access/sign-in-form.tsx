"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { signIn } from "@/lib/api/session";
import { AppError } from "@/lib/app-error";
import { PasswordForm } from "./password-form";

/** Asks for the server's password, and then leads to the page `to` of this server. */
export function SignInForm({ to }: { to: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function send(form: FormData) {
    setBusy(true);
    setProblem(null);
    try {
      await signIn(String(form.get("password") ?? ""));
      // A full load: everything the page knows was asked for by somebody who had not signed in.
      window.location.assign(to);
    } catch (error) {
      setProblem(error instanceof AppError ? error.message : "The server cannot be reached. Is it running?");
      setBusy(false);
    }
  }

  return (
    <PasswordForm onSend={send}>
      <label htmlFor="password" className="text-sm font-medium">
        Password
      </label>
      <input
        id="password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        // biome-ignore lint/a11y/noAutofocus: the page has this one field
        autoFocus
        aria-describedby={problem === null ? undefined : "problem"}
        aria-invalid={problem !== null}
        className="h-10 rounded-lg border border-border bg-field px-3 text-base sm:text-sm"
      />
      {problem !== null && (
        <p id="problem" role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <Button type="submit" isPending={isBusy} className="mt-2 w-full">
        Sign in
      </Button>
    </PasswordForm>
  );
}
