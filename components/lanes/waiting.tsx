import { ElapsedTime } from "./elapsed-time";

/** Nothing has arrived yet, and for how long. */
export function Waiting({ since }: { since: number }) {
  return (
    <p className="flex items-center gap-2.5 text-sm text-muted">
      <span aria-hidden="true" className="size-2 rounded-full bg-accent motion-safe:animate-pulse" />
      <span>
        Waiting for the first token <ElapsedTime since={since} />
      </span>
    </p>
  );
}
