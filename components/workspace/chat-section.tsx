"use client";

import { useId } from "react";
import { ChatRow } from "./chat-row";
import { headingHeight, type ListSection, rowHeight } from "./list-layout";

type ChatSectionProps = {
  section: ListSection;
  /** Rows from this one to before `end` are drawn. */
  first: number;
  end: number;
  /** The row that the Tab key stops at, drawn wherever it stands; -1 when it is not of this section. */
  active: number;
  /** No more chats will be listed in it. */
  isWhole: boolean;
};

/** The chats of a day below their heading, which stays in view while one of them is. */
export function ChatSection({ section, first, end, active, isWhole }: ChatSectionProps) {
  const headingId = useId();
  const { label, items, top, height } = section;
  const indexes = Array.from({ length: end - first }, (_, offset) => first + offset);
  if (active >= 0 && active < first) indexes.unshift(active);
  if (active >= end) indexes.push(active);
  return (
    <section aria-labelledby={headingId} className="absolute inset-x-0" style={{ top, height }}>
      <h2
        id={headingId}
        className="sticky top-0 z-10 flex items-center bg-sidebar px-2 text-xs font-medium text-muted"
        style={{ height: headingHeight }}
      >
        {label}
      </h2>
      <ul>
        {indexes.map((index) => {
          const chat = items[index];
          if (chat === undefined) return null;
          return (
            <li
              key={chat.id}
              data-chat={chat.id}
              aria-posinset={index + 1}
              aria-setsize={isWhole ? items.length : -1}
              className="group/row absolute inset-x-0"
              style={{ top: headingHeight + index * rowHeight, height: rowHeight - 1 }}
            >
              <ChatRow chat={chat} isTabStop={index === active} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
