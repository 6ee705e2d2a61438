"use client";

import { Button } from "@heroui/react/button";
import { Icon } from "@/components/icons/icon";
import { useCatalogue } from "@/components/models/catalogue-store";
import { toFileAddress } from "@/lib/api/attachments";
import { formatBytes } from "@/lib/format-bytes";
import type { DraftFile, DraftFiles } from "./draft-files";
import { FileWarnings } from "./file-warnings";
import { isSilent, judgeFiles, type LaneFiles } from "./judge-files";

type FileTrayProps = { files: DraftFiles; attached: readonly DraftFile[]; asked: readonly LaneFiles[] };

/** What is attached to the next message, and which models will not get it. */
export function FileTray({ files, attached: list, asked }: FileTrayProps) {
  const { catalogue } = useCatalogue();
  const refused = list.filter(({ problem }) => problem !== null);
  const attached = list.filter(({ problem }) => problem === null);
  const stored = attached.flatMap((file) => file.stored ?? []);
  const judged = catalogue === null ? null : judgeFiles(asked, stored, catalogue);
  const isQuiet = judged === null || isSilent(judged);
  if (list.length === 0 && isQuiet) return null;
  return (
    <div className="flex max-h-[45dvh] flex-col gap-2 overflow-y-auto px-1 pt-1 pb-1.5">
      {refused.map((file) => (
        <RefusedFile key={file.key} file={file} files={files} />
      ))}
      {attached.length > 0 && (
        <ul aria-label="Attached files" className="flex flex-wrap gap-2 p-1">
          {attached.map((file) => (
            <AttachedFile key={file.key} file={file} files={files} />
          ))}
        </ul>
      )}
      {!isQuiet && <FileWarnings {...judged} />}
    </div>
  );
}

function RefusedFile({ file, files }: { file: DraftFile; files: DraftFiles }) {
  return (
    <div
      role="alert"
      className="flex items-start gap-2 rounded-xl border border-danger/40 bg-danger/6 py-1 pr-1 pl-3 text-sm"
    >
      <Icon name="alert" className="mt-1.5 size-4 shrink-0 text-danger" />
      <p className="min-w-0 flex-1 py-1 wrap-anywhere">{file.problem}</p>
      {file.canRetry && (
        <Button size="sm" variant="ghost" className="h-7 px-2" onPress={() => files.retry(file.key)}>
          Try again
        </Button>
      )}
      <RemoveButton label={`Dismiss ${file.name}`} onPress={() => files.remove(file.key)} />
    </div>
  );
}

function AttachedFile({ file, files }: { file: DraftFile; files: DraftFiles }) {
  const { name, bytes, sent, stored } = file;
  return (
    <li className="relative flex h-14 max-w-full min-w-0 items-center overflow-hidden rounded-xl border border-border bg-surface-secondary">
      {stored?.kind === "image" ? (
        // biome-ignore lint/performance/noImgElement: the user's own file, of any size; nothing optimises it
        <img src={toFileAddress(stored)} alt="" className="size-14 shrink-0 object-cover" />
      ) : (
        <span className="flex h-11 w-9 shrink-0 items-center justify-end text-muted">
          <Icon name="file" className="size-5" />
        </span>
      )}
      <span className="flex min-w-0 flex-col px-2.5 text-xs">
        <span dir="auto" className="max-w-28 truncate md:max-w-40 font-medium text-foreground">
          {name}
        </span>
        <span className="text-muted tabular-nums">
          {stored === null ? `Uploading, ${Math.round(sent * 100)} %` : formatBytes(bytes)}
        </span>
      </span>
      <RemoveButton label={`Remove ${name}`} onPress={() => files.remove(file.key)} />
      {stored === null && (
        <span
          role="progressbar"
          aria-label={`Uploading ${name}`}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(sent * 100)}
          className="absolute inset-x-0 bottom-0 h-0.75 bg-default"
        >
          <span
            className="block h-full bg-accent transition-[width]"
            style={{ width: `${Math.round(sent * 100)}%` }}
          />
        </span>
      )}
    </li>
  );
}

function RemoveButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Button
      isIconOnly
      size="sm"
      variant="ghost"
      aria-label={label}
      className="mr-1 size-7 min-w-7 shrink-0 text-current"
      onPress={onPress}
    >
      <Icon name="close" className="size-3.5" />
    </Button>
  );
}
