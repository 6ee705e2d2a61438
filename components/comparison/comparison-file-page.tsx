"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useCallback, useRef, useState } from "react";
import { useFileDrop } from "@/components/attachments/use-file-drop";
import { toRefusal } from "@/components/chat/to-refusal";
import { Icon } from "@/components/icons/icon";
import { type ComparisonFile, readComparison } from "@/lib/comparison/comparison-file";

const ComparisonFileView = dynamic(() =>
  import("./comparison-file-view").then((module) => module.ComparisonFileView),
);

type Opened = { name: string; file: ComparisonFile | null; problem: string | null };

async function open(given: File): Promise<Opened> {
  try {
    return { name: given.name, file: readComparison(await given.text()), problem: null };
  } catch (error) {
    return { name: given.name, file: null, problem: toRefusal(error).text };
  }
}

/** Opens a comparison file in this browser: it is read here, and sent nowhere. */
export function ComparisonFilePage() {
  const picker = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const take = useCallback(([given]: readonly File[]) => {
    if (given !== undefined) void open(given).then(setOpened);
  }, []);
  const isOver = useFileDrop(take);

  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 p-4 md:p-6">
      <div
        className={`flex flex-wrap items-center gap-3 rounded-xl border border-dashed p-4 text-sm ${isOver ? "border-focus bg-default/60" : "border-border"}`}
      >
        <Button size="sm" variant="tertiary" onPress={() => picker.current?.click()}>
          <Icon name="import" className="size-4 shrink-0 rotate-180" />
          Open a file
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          aria-label="Comparison file"
          className="sr-only"
          tabIndex={-1}
          onChange={({ target }) => {
            take([...(target.files ?? [])]);
            target.value = "";
          }}
        />
        <p className="min-w-56 flex-1 text-pretty text-muted">
          {opened?.file ? (
            <bdi>{opened.name}</bdi>
          ) : (
            "Or drop it here. A comparison is saved below a chat’s lanes, under Save. It is read in this browser, needs no key and is sent nowhere."
          )}
        </p>
      </div>
      {opened?.problem && (
        <p
          role="alert"
          className="rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger-soft-foreground wrap-anywhere"
        >
          {opened.name}: {opened.problem}
        </p>
      )}
      {opened?.file && <ComparisonFileView key={opened.file.savedAt} file={opened.file} />}
    </div>
  );
}
