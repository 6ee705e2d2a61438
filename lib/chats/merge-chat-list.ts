import type { ChatSummary } from "./chat-document";

/**
 * The list after its beginning was read anew: what lies further down stays as it was known. `isWhole` says that nothing
 * is listed after `head`.
 */
export function mergeChatList(options: {
  known: readonly ChatSummary[];
  head: readonly ChatSummary[];
  isWhole: boolean;
}): readonly ChatSummary[] {
  const { known, head, isWhole } = options;
  const last = head.findLast(({ pinned }) => !pinned);
  if (isWhole || last === undefined) return head;
  const ids = new Set(head.map(({ id }) => id));
  const further = known.filter(
    ({ id, pinned, updatedAt }) => !pinned && updatedAt <= last.updatedAt && !ids.has(id),
  );
  return [...head, ...further];
}
