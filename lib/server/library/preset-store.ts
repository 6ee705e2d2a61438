import "server-only";
import type { Kysely, Selectable } from "kysely";
import { AppError } from "@/lib/app-error";
import { type LaneSettings, laneSettingsSchema } from "@/lib/chats/lane-settings";
import { maxPresets, type NewPreset, type Preset, type PresetPatch } from "@/lib/presets/preset-schema";
import { deletedMeanwhile, requireUnchanged, toNextUpdate } from "@/lib/server/changed-meanwhile";
import { getDb } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { lockInTransaction } from "@/lib/server/db/lock-in-transaction";
import type { Database } from "@/lib/server/db/schema";

/** Our own writing; read again by today's rules. */
function readSettings(json: string): LaneSettings {
  return laneSettingsSchema.parse(JSON.parse(json));
}

const toPreset = (row: Selectable<Database["presets"]>): Preset => ({
  id: row.id,
  name: row.name,
  model: row.model,
  settings: readSettings(row.settings_json),
  isDefault: row.default_since !== null,
  updatedAt: row.updated_at,
});

const byName = (a: { name: string }, b: { name: string }) =>
  a.name.localeCompare(b.name, "en", { sensitivity: "base", numeric: true });

/** The owner's presets by name. */
export async function listPresets(owner: string, where?: Kysely<Database>): Promise<Preset[]> {
  const rows = await (where ?? (await getDb()))
    .selectFrom("presets")
    .selectAll()
    .where("owner", "=", owner)
    .where("deleted_at", "is", null)
    .execute();
  return rows.map(toPreset).toSorted(byName);
}

/** The preset that new chats begin with; null when none was chosen. */
export async function getDefaultPreset(owner: string): Promise<Preset | null> {
  const row = await (await getDb())
    .selectFrom("presets")
    .selectAll()
    .where("owner", "=", owner)
    .where("deleted_at", "is", null)
    .where("default_since", "is not", null)
    .orderBy("default_since", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toPreset(row);
}

/**
 * Saves a new preset; one that was saved with this id already is returned as it is.
 * @throws AppError `conflict` when the name is taken or there are too many
 */
export async function createPreset(
  owner: string,
  given: NewPreset,
  transaction?: Kysely<Database>,
): Promise<Preset> {
  const create = async (db: Kysely<Database>) => {
    await lockInTransaction(db, `presets:${owner}`);
    const known = await db.selectFrom("presets").selectAll().where("id", "=", given.id).executeTakeFirst();
    if (known?.owner === owner) return toPreset(known);
    if (known !== undefined) throw new AppError("conflict", "This id is taken. Save the preset again.");
    const presets = await listPresets(owner, db);
    if (presets.length >= maxPresets)
      throw new AppError("conflict", `There are ${maxPresets} presets, which is the most. Delete one first.`);
    refuseTakenName(presets, given);
    const row = { ...toRow(given), id: given.id, owner, updated_at: Date.now() };
    await db.insertInto("presets").values(row).execute();
    return { ...given, isDefault: false, updatedAt: row.updated_at };
  };
  return transaction === undefined ? inTransaction(await getDb(), create) : create(transaction);
}

/**
 * Changes a preset, makes it the default of new chats or ends that, deletes it or brings it back.
 * @throws AppError `not_found`, and `conflict` when its new name is taken, or it was changed or deleted meanwhile
 */
export async function patchPreset(options: {
  owner: string;
  presetId: string;
  patch: PresetPatch;
}): Promise<Preset> {
  const { owner, presetId, patch } = options;
  return inTransaction(await getDb(), async (db) => {
    await lockInTransaction(db, `presets:${owner}`);
    const find = () =>
      db
        .selectFrom("presets")
        .selectAll()
        .where("id", "=", presetId)
        .where("owner", "=", owner)
        .executeTakeFirst();
    const row = await find();
    if (row === undefined) throw new AppError("not_found", "There is no such preset.");
    if (row.deleted_at !== null && patch.deleted === undefined) throw deletedMeanwhile("preset");
    requireUnchanged("preset", { basedOn: patch.basedOn, current: toPreset(row) });
    const others = (await listPresets(owner, db)).filter(({ id }) => id !== presetId);
    const staysThere = patch.deleted === undefined ? row.deleted_at === null : !patch.deleted;
    if (staysThere) refuseTakenName(others, { name: patch.name ?? row.name });
    const changes = {
      ...(patch.name === undefined ? {} : { name: patch.name }),
      ...(patch.model === undefined ? {} : { model: patch.model }),
      ...(patch.settings === undefined ? {} : { settings_json: JSON.stringify(patch.settings) }),
      ...(patch.deleted === undefined ? {} : { deleted_at: patch.deleted ? Date.now() : null }),
      ...(patch.isDefault === undefined ? {} : { default_since: patch.isDefault ? Date.now() : null }),
      ...(isEdit(patch) ? { updated_at: toNextUpdate(row.updated_at) } : {}),
    };
    if (patch.isDefault === true)
      await db.updateTable("presets").set({ default_since: null }).where("owner", "=", owner).execute();
    if (Object.keys(changes).length > 0)
      await db.updateTable("presets").set(changes).where("id", "=", presetId).execute();
    return toPreset((await find()) ?? row);
  });
}

/** True for what changes a preset's contents. */
const isEdit = ({ name, model, settings }: PresetPatch) =>
  name !== undefined || model !== undefined || settings !== undefined;

const toRow = ({ name, model, settings }: Pick<Preset, "name" | "model" | "settings">) => ({
  name,
  model,
  settings_json: JSON.stringify(settings),
});

function refuseTakenName(presets: readonly Preset[], { name }: { name: string }): void {
  if (!presets.some((preset) => byName(preset, { name }) === 0)) return;
  throw new AppError("conflict", `There is a preset called "${name}" already. Choose another name.`);
}

/** Removes for good what was deleted before this time. */
export async function purgePresets(db: Kysely<Database>, before: number): Promise<void> {
  await db.deleteFrom("presets").where("deleted_at", "<", before).execute();
}
