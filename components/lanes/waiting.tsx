import { ElapsedTime } from "./elapsed-time";

type WaitingProps = {
  /** Epoch ms. */
  since: number;
  /** What the request waits for before it is sent; null once it is. */
  waitingFor: string | null;
};

/** Nothing has arrived yet: what is waited for, and for how long. */
export function Waiting({ since, waitingFor }: WaitingProps) {
  return (
    <p className="flex items-center gap-2.5 text-sm text-muted">
      <span aria-hidden="true" className="size-2 rounded-full bg-accent motion-safe:animate-pulse" />
      <span>
        {waitingFor ?? "Waiting for the first token"} <ElapsedTime since={since} />
      </span>
    </p>
  );
}
