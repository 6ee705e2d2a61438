import { Icon } from "@/components/icons/icon";
import type { JudgedFiles } from "./judge-files";

/** Which models will not get the files of this message and of the chat, before it is sent. */
export function FileWarnings({ warnings, unstated, costNote }: JudgedFiles) {
  return (
    <div role="status" aria-label="About the files" className="flex flex-col gap-1.5 px-1 text-sm">
      {warnings.map((words) => (
        <p
          key={words}
          className="flex items-start gap-2 rounded-xl bg-warning-soft px-3 py-1.5 text-warning-soft-foreground"
        >
          <Icon name="alert" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{words}</span>
        </p>
      ))}
      {[...unstated, ...(costNote === null ? [] : [costNote])].map((words) => (
        <p key={words} className="flex items-start gap-2 px-3 text-xs text-muted">
          <Icon name="info" className="mt-0.25 size-3.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{words}</span>
        </p>
      ))}
    </div>
  );
}
