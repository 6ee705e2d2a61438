import Link from "next/link";

/** No runs in the period: says what will stand here, and how to make the first. */
export function EmptyUsage({ days }: { days: number }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-20 text-center">
      <h2 className="text-base font-semibold">Nothing ran in the last {days} days</h2>
      <p className="text-sm text-pretty text-muted">
        Every answer, in a chat or to another program, is written into the ledger with its tokens, its cost
        and how long it took. What a provider does not say stays unknown here, never 0.
      </p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        <Link href="/" className="button button--sm button--primary">
          Start a chat
        </Link>
        <Link href="/settings#tokens" className="button button--sm button--tertiary">
          Connect a program
        </Link>
      </div>
    </div>
  );
}
