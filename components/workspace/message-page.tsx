import type { ReactNode } from "react";

type MessagePageProps = { title: string; children: ReactNode };

/** A page that has one thing to say. */
export function MessagePage({ title, children }: MessagePageProps) {
  return (
    <div className="m-auto flex max-w-md flex-col items-start gap-3 p-6">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      {children}
    </div>
  );
}
