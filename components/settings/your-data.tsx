"use client";

import { type DragEvent, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { Icon } from "@/components/icons/icon";
import { JsonFileButton } from "@/components/lane-code/json-file-button";
import { useWorkspace } from "@/components/workspace/workspace-context";
import { exportAddress, importChats } from "@/lib/api/chats";
import type { ImportResult } from "@/lib/api/endpoints";
import { formatBytes } from "@/lib/format-bytes";
import { formatCount } from "@/lib/format-number";

type YourDataProps = {
  /** `bytes` of the whole database. */
  storage: { chats: number; messages: number; bytes: number };
};

type Outcome = { kind: "done"; text: string } | { kind: "refused"; text: string };

function toWords({ added, copied, known, library = 0 }: ImportResult): string {
  const parts = [
    `${formatCount(added)} added`,
    ...(copied === 0 ? [] : [`${formatCount(copied)} added beside another version`]),
    ...(known === 0 ? [] : [`${formatCount(known)} were here already`]),
    ...(library === 0
      ? []
      : [library === 1 ? "1 preset or prompt added" : `${formatCount(library)} presets and prompts added`]),
  ];
  return `Imported: ${parts.join(", ")}.`;
}

/** How much is stored, and the way out of and back into this server for all of it. */
export function YourData({ storage }: YourDataProps) {
  const workspace = useWorkspace();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function take(file: File | undefined) {
    if (file === undefined || busy) return;
    setBusy(true);
    setOutcome(null);
    try {
      setOutcome({ kind: "done", text: toWords(await importChats(file)) });
      await workspace.index.reread();
    } catch (error) {
      setOutcome({ kind: "refused", text: toRefusal(error).text });
    } finally {
      setBusy(false);
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div
      role="group"
      aria-label="Your data"
      className="rounded-xl border border-border bg-surface p-4 text-sm"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <p className="text-pretty">
        {formatCount(storage.chats)} {storage.chats === 1 ? "chat" : "chats"} with{" "}
        {formatCount(storage.messages)} {storage.messages === 1 ? "message" : "messages"}. The database takes{" "}
        {formatBytes(storage.bytes)}.
      </p>
      <p className="mt-1 text-xs text-pretty text-muted">
        An export holds every chat with all versions, settings and measurements, presets and prompts, and no
        key. Imported, it is the same again; a file with a fault changes nothing.
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <a href={exportAddress} download className="button button--sm button--tertiary">
          <Icon name="import" />
          Export all chats
        </a>
        <JsonFileButton
          label={busy ? "Importing …" : "Import a file"}
          fileLabel="File to import"
          isDisabled={busy}
          onFile={(file) => void take(file)}
        />
      </div>
      {outcome !== null && (
        <p
          role={outcome.kind === "done" ? "status" : "alert"}
          className={`mt-3 text-pretty wrap-anywhere ${outcome.kind === "done" ? "" : "text-danger"}`}
        >
          {outcome.text}
        </p>
      )}
    </div>
  );
}
