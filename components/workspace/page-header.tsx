import type { ReactNode } from "react";

/** A page's title bar; `children` are its actions, on the right. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-separator px-4">
      <h1
        dir="auto"
        className="line-clamp-2 min-w-0 flex-1 text-sm leading-tight font-semibold"
        title={title}
      >
        {title}
      </h1>
      {children}
    </header>
  );
}
