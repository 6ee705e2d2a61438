import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/app-error";
import { EditConflict, saveEdit, toChanges } from "./save-edit";

type Row = { title: string; settings: object; updatedAt: number };
const base: Row = { title: "Old", settings: { seed: 0, stop: "x" }, updatedAt: 1 };

/** A server where the record stands as `stored`. */
function serverWith(stored: Row | null) {
  let current = stored;
  const send = async ({ basedOn, ...edit }: Partial<Row> & { basedOn: number }): Promise<Row> => {
    if (current === null || current.updatedAt !== basedOn)
      throw new AppError("conflict", "Changed.", { details: { current } });
    current = { ...current, ...edit, updatedAt: basedOn + 1 };
    return current;
  };
  return { send };
}

describe("an edit of what another tab has changed", () => {
  it("is saved beside a change of something else, and over the same change", async () => {
    const { send } = serverWith({ ...base, title: "New", updatedAt: 5 });
    const saved = await saveEdit({ base, edit: { settings: {} }, send });
    expect(saved).toEqual({ title: "New", settings: {}, updatedAt: 6 });
    const same = serverWith({ ...base, settings: { stop: "x", seed: 1 }, updatedAt: 5 });
    const edit = { settings: { seed: 1, stop: "x" } };
    expect(await saveEdit({ base, edit, send: same.send })).toMatchObject({ updatedAt: 6 });
  });

  it("is not saved when both changed the same, or when it is gone", async () => {
    const theirs = { ...base, title: "Theirs", updatedAt: 5 };
    for (const current of [theirs, null]) {
      const refused = await saveEdit({ base, edit: { title: "Mine" }, send: serverWith(current).send }).catch(
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(EditConflict);
      expect((refused as EditConflict<Row>).current).toEqual(current);
    }
    const { send } = serverWith(theirs);
    await expect(saveEdit({ base: theirs, edit: { title: "Mine" }, send })).resolves.toMatchObject({
      title: "Mine",
    });
  });

  it("passes on every other refusal", async () => {
    const send = async () => {
      throw new AppError("conflict", "This name is taken.");
    };
    await expect(saveEdit({ base, edit: {}, send })).rejects.toThrow("This name is taken.");
  });

  it("is what differs, whatever the order of fields", () => {
    expect(toChanges(base, { ...base, title: "New", settings: { stop: "x", seed: 0 } })).toEqual({
      title: "New",
    });
  });
});
