"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { choosePassword } from "@/lib/api/session";
import { AppError } from "@/lib/app-error";
import { PasswordForm } from "./password-form";

const field = "h-10 rounded-lg border border-border bg-field px-3 text-base sm:text-sm";

/** Chooses the server's password with the one-time token from its log. */
export function SetupForm() {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function send(form: FormData) {
    setBusy(true);
    setProblem(null);
    try {
      await choosePassword({
        token: String(form.get("token") ?? ""),
        password: String(form.get("password") ?? ""),
      });
      window.location.assign("/");
    } catch (error) {
      setProblem(error instanceof AppError ? error.message : "The server cannot be reached. Is it running?");
      setBusy(false);
    }
  }

  return (
    <PasswordForm onSend={send}>
      <label htmlFor="token" className="text-sm font-medium">
        Token from the log
      </label>
      <input
        id="token"
        name="token"
        autoComplete="off"
        required
        // biome-ignore lint/a11y/noAutofocus: the page is this form
        autoFocus
        className={`${field} mb-3 font-mono`}
      />
      <label htmlFor="password" className="text-sm font-medium">
        New password
      </label>
      <input
        id="password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={8}
        required
        aria-describedby="password-hint"
        className={field}
      />
      <p id="password-hint" className="text-xs text-muted">
        8 or more characters. Everybody who knows it can use this server.
      </p>
      {problem !== null && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <Button type="submit" isPending={isBusy} className="mt-2 w-full">
        Set the password
      </Button>
    </PasswordForm>
  );
}
