import "server-only";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { CatalogueChange } from "@/lib/catalogue/compare-catalogues";
import { getLog } from "@/lib/server/log";

const changeSchema = z.looseObject({
  date: z.string(),
  ref: z.string(),
  name: z.string(),
  kind: z.enum(["new", "gone", "cheaper", "dearer"]),
});

const cacheSchema = z.object({
  version: z.literal(1),
  /** Epoch ms of the last answer, changed or not. */
  checkedAt: z.number(),
  /** Day the body is from. */
  date: z.string(),
  etag: z.string().nullable(),
  hash: z.string(),
  /** As models.dev sent it. */
  body: z.string(),
  /** Rows that models.dev had once, as they were last, as JSON. */
  gone: z.array(z.looseObject({ ref: z.string() })),
  changes: z.array(changeSchema),
});

export type ModelsDevCache = Omit<z.infer<typeof cacheSchema>, "changes"> & { changes: CatalogueChange[] };

/** @throws Error for what is no cache of this version */
export function parseCache(text: string): ModelsDevCache {
  const cache = cacheSchema.parse(JSON.parse(text));
  // Our own writing: a change has what its kind needs.
  return { ...cache, changes: cache.changes as CatalogueChange[] };
}

/** What was kept of models.dev at its last refresh; null when there is nothing that can be used. */
export async function readCacheFile(file: string): Promise<ModelsDevCache | null> {
  try {
    return parseCache(await readFile(file, "utf8"));
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isAbsent)
      getLog().warn({ err: error, file }, "the kept list of models.dev cannot be read; it is fetched again");
    return null;
  }
}

/** Replaces the file as a whole: a reader finds the old one or the new one. */
export async function writeCacheFile(file: string, cache: ModelsDevCache): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, JSON.stringify(cache));
  await rename(temporary, file);
}
