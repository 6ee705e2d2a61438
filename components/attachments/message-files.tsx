"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Icon } from "@/components/icons/icon";
import { toFileAddress } from "@/lib/api/attachments";
import type { Attachment } from "@/lib/attachments/attachment";
import { formatBytes } from "@/lib/format-bytes";

const ImageDialog = dynamic(() => import("./image-dialog").then((module) => module.ImageDialog));

/** The files of a message: images to be opened larger, sounds to be heard, others to be saved. */
export function MessageFiles({ files }: { files: readonly Attachment[] }) {
  const [shown, setShown] = useState<Attachment | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isAlone = files.length === 1;
  return (
    <>
      <ul
        aria-label="Files of this message"
        className="mb-1.5 flex max-w-[min(100%,38rem)] flex-wrap items-end justify-end gap-2"
      >
        {files.map((file) => (
          <li key={file.id} className="max-w-full min-w-0">
            {file.kind === "image" ? (
              <Thumbnail
                file={file}
                isLarge={isAlone}
                onOpen={() => {
                  setShown(file);
                  setIsOpen(true);
                }}
              />
            ) : file.kind === "audio" ? (
              // biome-ignore lint/a11y/useMediaCaption: what a user has recorded has no captions
              <audio
                controls
                preload="none"
                src={toFileAddress(file)}
                aria-label={file.name}
                className="h-11 max-w-full"
              />
            ) : (
              <FileChip file={file} />
            )}
          </li>
        ))}
      </ul>
      {shown !== null && <ImageDialog file={shown} isOpen={isOpen} onClose={() => setIsOpen(false)} />}
    </>
  );
}

type ThumbnailProps = { file: Attachment; isLarge: boolean; onOpen: () => void };

function Thumbnail({ file, isLarge, onOpen }: ThumbnailProps) {
  const [isLost, setIsLost] = useState(false);
  const { name, width, height } = file;
  if (isLost) return <FileChip file={file} note="The server does not have it any more" />;
  return (
    <button
      type="button"
      aria-label={`Open ${name}`}
      title={name}
      onClick={onOpen}
      className="block cursor-zoom-in overflow-hidden rounded-xl border border-border bg-surface-secondary"
    >
      {/* biome-ignore lint/performance/noImgElement: the user's own file; nothing optimises it */}
      <img
        src={toFileAddress(file)}
        alt={name}
        loading="lazy"
        decoding="async"
        {...(width === null || height === null ? {} : { width, height })}
        onError={() => setIsLost(true)}
        className={isLarge ? "h-auto max-h-48 w-auto max-w-full object-contain" : "size-28 object-cover"}
      />
    </button>
  );
}

function FileChip({ file, note }: { file: Attachment; note?: string }) {
  return (
    <a
      href={toFileAddress(file)}
      download={file.name}
      className="flex h-12 max-w-64 min-w-0 items-center gap-2.5 rounded-xl border border-border bg-surface px-3 text-xs hover:bg-surface-secondary"
    >
      <Icon name="file" className="size-5 shrink-0 text-muted" />
      <span className="flex min-w-0 flex-col">
        <span dir="auto" className="truncate font-medium text-foreground">
          {file.name}
        </span>
        <span className="text-muted">{note ?? formatBytes(file.bytes)}</span>
      </span>
    </a>
  );
}
