"use client";

import type { FormEvent, ReactNode } from "react";

type PasswordFormProps = { onSend: (form: FormData) => Promise<void>; children: ReactNode };

/**
 * A form whose fields never enter an address. What is submitted before the page is alive, React keeps for the form's `action`;
 * without one the browser would send it as a query, into its history and every log on the way.
 */
export function PasswordForm({ onSend, children }: PasswordFormProps) {
  // Whoever submits a form that is alive keeps what was typed: an action empties the fields.
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void onSend(new FormData(event.currentTarget));
  }
  return (
    <form className="flex w-full flex-col gap-2" action={onSend} onSubmit={send}>
      {children}
    </form>
  );
}
