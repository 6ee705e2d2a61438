import type { ChatSummary } from "@/lib/chats/chat-document";
import type { DayGroup } from "@/lib/chats/to-day-groups";

/** Heights in CSS pixels. Rows are 36 high, with 1 between them. */
export const rowHeight = 37;
export const headingHeight = 28;
const sectionGap = 12;

export type ListSection = DayGroup<ChatSummary> & { top: number; height: number };

/** Where everything in the list of chats stands, though only what is in view is drawn. */
export type ListLayout = {
  sections: ListSection[];
  /** All rows from top to bottom, and where each begins. */
  rows: { chat: ChatSummary; top: number }[];
  /** By a chat's id, its place in `rows`. */
  indexes: ReadonlyMap<string, number>;
  height: number;
};

/** Lays the groups of chats out below each other. */
export function toListLayout(groups: readonly DayGroup<ChatSummary>[]): ListLayout {
  const rows: ListLayout["rows"] = [];
  let top = 0;
  const sections = groups.map((group) => {
    for (const [index, chat] of group.items.entries())
      rows.push({ chat, top: top + headingHeight + index * rowHeight });
    const height = headingHeight + group.items.length * rowHeight + sectionGap;
    const section = { ...group, top, height };
    top += height;
    return section;
  });
  const indexes = new Map(rows.map(({ chat }, index) => [chat.id, index]));
  return { sections, rows, indexes, height: top };
}

type Span = { top: number; bottom: number };

/** The rows of a section that stand in a span of the list: from the first to before the second. */
export function toDrawnRows(section: ListSection, { top, bottom }: Span): [number, number] {
  const first = section.top + headingHeight;
  const toIndex = (at: number) => Math.max(0, Math.min(section.items.length, at));
  return [toIndex(Math.floor((top - first) / rowHeight)), toIndex(Math.ceil((bottom - first) / rowHeight))];
}

/** One of them may have left for the top on its own. */
const lookedAt = 3;

/** How far the uppermost rows of a span have moved, by most of them: 0 when none of the span's rows is left. */
export function toShift(before: ListLayout, after: ListLayout, { top, bottom }: Span): number {
  const shifts = before.rows
    .filter((row) => row.top + rowHeight > top && row.top < bottom)
    .flatMap(({ chat, top: was }) => {
      const now = after.rows[after.indexes.get(chat.id) ?? -1];
      return now === undefined ? [] : [now.top - was];
    })
    .slice(0, lookedAt)
    .sort((a, b) => a - b);
  return shifts[shifts.length >> 1] ?? 0;
}
