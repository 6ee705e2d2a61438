import { AppError } from "@/lib/app-error";

/** Somebody else changed what this edit changes, or deleted it: nothing was saved, and the user has to choose. */
export class EditConflict<Saved> extends Error {
  /** How it stands now; null when it was deleted. */
  readonly current: Saved | null;

  constructor(message: string, current: Saved | null) {
    super(message);
    this.name = "EditConflict";
    this.current = current;
  }
}

type SaveEdit<Saved, Edit> = {
  /** The record as it was when the edit began. */
  base: Saved;
  edit: Edit;
  send: (edit: Edit & { basedOn: number }) => Promise<Saved>;
};

/**
 * Saves an edit of a record that others change too. What they changed beside it stays; when both changed the same, nothing
 * is saved.
 * @throws EditConflict, and whatever `send` throws
 */
export async function saveEdit<Saved extends { updatedAt: number }, Edit extends object>(
  options: SaveEdit<Saved, Edit>,
): Promise<Saved> {
  const { base, edit, send } = options;
  try {
    return await send({ ...edit, basedOn: base.updatedAt });
  } catch (error) {
    const change = readChange<Saved>(error);
    if (change === null) throw error;
    const { current } = change;
    if (current === null || touchesTheSame({ base, edit, current }))
      throw new EditConflict((error as AppError).message, current);
    return saveEdit({ ...options, base: current });
  }
}

/** What the server says of a record that was changed meanwhile; null for every other refusal. */
function readChange<Saved>(error: unknown): { current: Saved | null } | null {
  if (!(error instanceof AppError) || error.code !== "conflict") return null;
  const details = error.details as { current?: Saved | null } | undefined;
  return details?.current === undefined ? null : { current: details.current };
}

function touchesTheSame(given: { base: object; edit: object; current: object }): boolean {
  const of = (record: object, key: string) => toKey((record as Record<string, unknown>)[key]);
  return Object.keys(given.edit).some((key) => {
    const [before, mine, now] = [of(given.base, key), of(given.edit, key), of(given.current, key)];
    return before !== now && mine !== now;
  });
}

/** The order in which an object's fields were set does not tell two apart. */
const toKey = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** The fields of `edit` that differ from `base`: what was really changed. */
export function toChanges<Edit extends object>(base: object, edit: Edit): Partial<Edit> {
  const changed = Object.entries(edit).filter(
    ([key, value]) => toKey(value) !== toKey((base as Record<string, unknown>)[key]),
  );
  return Object.fromEntries(changed) as Partial<Edit>;
}
