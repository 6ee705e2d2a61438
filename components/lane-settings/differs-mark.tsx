"use client";

/** Another lane of the chat has another value here. */
export function DiffersMark() {
  return (
    <span
      title="Another lane has another value"
      className="shrink-0 rounded-full bg-warning-soft px-1.5 text-[0.6875rem] leading-4.5 font-medium text-warning-soft-foreground"
    >
      differs
    </span>
  );
}
