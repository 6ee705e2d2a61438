"use client";

import { DialogFrame } from "@/components/lane-code/dialog-frame";
import { toFileAddress } from "@/lib/api/attachments";
import type { Attachment } from "@/lib/attachments/attachment";
import { formatBytes } from "@/lib/format-bytes";

type ImageDialogProps = { file: Attachment; isOpen: boolean; onClose: () => void };

/** An image as large as the window allows. */
export function ImageDialog({ file, isOpen, onClose }: ImageDialogProps) {
  const { name, width, height, bytes } = file;
  const address = toFileAddress(file);
  return (
    <DialogFrame title={name} isOpen={isOpen} onClose={onClose} width="sm:max-w-[min(92vw,80rem)]">
      <div className="flex min-h-0 flex-1 items-center justify-center overflow-auto bg-background p-4">
        {/* biome-ignore lint/performance/noImgElement: the user's own file; nothing optimises it */}
        <img src={address} alt={name} className="max-h-[72dvh] max-w-full object-contain" />
      </div>
      <footer className="flex h-12 shrink-0 items-center justify-between gap-3 border-t border-separator px-5 text-sm text-muted">
        <span className="tabular-nums">
          {width !== null && height !== null && `${width} × ${height} px, `}
          {formatBytes(bytes)}
        </span>
        <a href={address} download={name} className="text-link underline-offset-2 hover:underline">
          Save
        </a>
      </footer>
    </DialogFrame>
  );
}
