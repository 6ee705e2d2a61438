"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { SearchHits } from "@/lib/api/endpoints";
import type { Snippet } from "@/lib/search/to-snippet";
import { useHydrated } from "./use-hydrated";

const linkClass =
  "block rounded-lg px-2 py-1.5 text-sm transition-colors hover:bg-default focus-visible:bg-default";

/** What was found for `query`: chats by their titles, then messages by what they say. */
export function SearchResults({ query, hits }: { query: string; hits: SearchHits }) {
  const { titles, messages } = hits;
  if (titles.length === 0 && messages.length === 0)
    return (
      <p className="px-2 text-sm text-muted">
        {/[\p{L}\p{N}]/u.test(query)
          ? "Nothing found. Every word must stand in one message."
          : "Letters and digits are searched, other signs are not."}
      </p>
    );
  return (
    <>
      {titles.length > 0 && (
        <Group label="Titles">
          {titles.map(({ chatId, snippet }) => (
            <li key={chatId}>
              <Link href={`/chat/${chatId}`} prefetch={false} className={linkClass} data-hit>
                <Lit snippet={snippet} className="block truncate" />
              </Link>
            </li>
          ))}
        </Group>
      )}
      {messages.length > 0 && (
        <Group label="Messages">
          {messages.map(({ messageId, chatId, title, role, createdAt, snippet }) => (
            <li key={messageId}>
              <Link href={`/chat/${chatId}?m=${messageId}`} prefetch={false} className={linkClass} data-hit>
                <span className="flex items-baseline gap-2 text-xs text-muted">
                  <span dir="auto" className="min-w-0 flex-1 truncate">
                    {title}
                  </span>
                  <span className="shrink-0">
                    {role === "user" ? "You" : "Answer"} · <Day at={createdAt} />
                  </span>
                </span>
                <Lit snippet={snippet} className="line-clamp-2 text-[0.8125rem] leading-snug" />
              </Link>
            </li>
          ))}
        </Group>
      )}
    </>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="mb-4">
      <h2 className="px-2 pb-1 text-xs font-medium text-muted">{label}</h2>
      <ul className="flex flex-col gap-px">{children}</ul>
    </section>
  );
}

/** A text with what was found in it lit. */
export function Lit({ snippet: { text, ranges }, className }: { snippet: Snippet; className: string }) {
  const pieces: { text: string; start: number; isLit: boolean }[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    pieces.push({ text: text.slice(at, start), start: at, isLit: false });
    pieces.push({ text: text.slice(start, end), start, isLit: true });
    at = end;
  }
  pieces.push({ text: text.slice(at), start: at, isLit: false });
  return (
    <span dir="auto" className={className}>
      {pieces.map(({ text: piece, start, isLit }) =>
        isLit ? (
          <mark key={start} className="rounded-sm bg-accent/20 text-inherit">
            {piece}
          </mark>
        ) : (
          piece
        ),
      )}
    </span>
  );
}

function Day({ at }: { at: number }) {
  const hydrated = useHydrated();
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  const options: Intl.DateTimeFormatOptions = {
    month: "short",
    day: "numeric",
    ...(isThisYear ? {} : { year: "numeric" }),
  };
  return (
    <time dateTime={date.toISOString()}>{hydrated ? date.toLocaleDateString("en-US", options) : ""}</time>
  );
}
