"use client";

import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string } };

/** The frame itself could not be rendered. */
export default function GlobalError({ error }: GlobalErrorProps) {
  return (
    <html lang="en" data-theme="light">
      <body className="flex h-dvh">
        <title>Switchyard could not be shown</title>
        <main className="m-auto max-w-md p-6">
          <h1 className="text-xl font-semibold">Switchyard could not be shown</h1>
          <p className="mt-3 text-muted">
            Your chats are stored on the server and are not affected. Load the page again.
          </p>
          {error.digest !== undefined && (
            <p className="mt-3 text-sm text-muted">
              The server's log names it <code className="font-mono">{error.digest}</code>.
            </p>
          )}
        </main>
      </body>
    </html>
  );
}
