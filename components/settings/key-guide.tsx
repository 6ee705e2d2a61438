"use client";

import type { ReactNode } from "react";
import { CopyButton } from "@/components/chat/copy-button";

/** How to make a first model answer for real: a key, or a server on this machine. */
export function KeyGuide() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Guide title="Add a key">
        <p>
          Put the provider's variable into <code className="font-mono text-xs">.env</code> beside{" "}
          <code className="font-mono text-xs">package.json</code>, then restart:
        </p>
        <Command text="OPENROUTER_API_KEY=sk-…" copy="OPENROUTER_API_KEY=" />
        <p>Keys stay on the server. They are never sent to a browser, stored with chats, or logged.</p>
      </Guide>
      <Guide title="Use a local server">
        <p>Start one on its usual port. It is found by itself, and so are its models:</p>
        <Command text="ollama serve" />
        <p>
          LM Studio, llama.cpp and vLLM are found as well. Elsewhere than on the usual port, set its base URL:
        </p>
        <Command text="OLLAMA_BASE_URL=http://127.0.0.1:11434/v1" />
      </Guide>
    </div>
  );
}

function Guide({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2 rounded-xl border border-border bg-surface p-4 text-sm text-pretty">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Command({ text, copy = text }: { text: string; copy?: string }) {
  return (
    <div className="flex items-center justify-between gap-2 rounded-lg bg-default py-1 pr-1 pl-3">
      <code className="min-w-0 truncate font-mono text-xs">{text}</code>
      <CopyButton label={`Copy ${copy}`} getText={() => copy} />
    </div>
  );
}
