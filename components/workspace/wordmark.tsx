/** The product's mark and name. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 text-sm font-semibold tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-5.5 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <g
          className="stroke-accent-foreground"
          fill="none"
          strokeWidth="2.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d="M7 22h18" />
          <path d="M9 22c6 0 7-12 13-12h3" />
        </g>
      </svg>
      Switchyard
    </span>
  );
}
