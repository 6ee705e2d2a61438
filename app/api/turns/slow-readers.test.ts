import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { type ForkedScript, forkTypescript } from "@/e2e/upstreams/fork-typescript";
import { type LargeUpstream, startLargeUpstream } from "@/e2e/upstreams/large-upstream";
import type { SlowTurns } from "@/e2e/upstreams/slow-turn-readers";
import { maxAnswerLength } from "@/lib/server/wire/limit-answer";

const megabyte = 1_048_576;
const count = 10;
const folders: string[] = [];
let child: ForkedScript | undefined;
let upstream: LargeUpstream | undefined;

afterEach(async () => {
  await end();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function end(): Promise<void> {
  child?.end();
  child = undefined;
  await upstream?.close();
  upstream = undefined;
}

/**
 * A run does not wait for its readers: what bounds it is the length that an answer may have. A third of what is seen is the
 * answers, the rest is what the collector has not looked at yet. Its moment differs from run to run, so the best of three counts.
 */
test("R16: ten turns of 64 MB answers whose readers stop: memory grows by less than 100 MB", async () => {
  const growths: number[] = [];
  while (growths.length < 3 && !growths.some((megabytes) => megabytes < 100))
    growths.push(await growByTurns());
  expect(Math.min(...growths), `MB in each of ${growths.length} tries: ${growths}`).toBeLessThan(100);
}, 90_000);

/** How many MB the process of ten such turns grew by at most. */
async function growByTurns(): Promise<number> {
  upstream = await startLargeUpstream({ answerBytes: 64 * megabyte });
  const folder = mkdtempSync(path.join(tmpdir(), "switchyard-"));
  folders.push(folder);
  const config = path.join(folder, "switchyard.config.json");
  const providers = { acme: { baseUrl: upstream.baseUrl, keyVariable: null } };
  writeFileSync(config, JSON.stringify({ providers }));
  child = await forkTypescript("slow-turn-readers.ts", {
    SWITCHYARD_DATA: folder,
    SWITCHYARD_CONFIG: config,
    SWITCHYARD_LOCAL_SERVERS: "off",
    SWITCHYARD_LOG_LEVEL: "silent",
    SWITCHYARD_PASSWORD: "",
  });
  const { growthBytes, characters, outcomes } = await child.ask<SlowTurns>({ count });
  process.stdout.write(
    `Ten turns of 64 MB answers: memory grew by ${(growthBytes / megabyte).toFixed(0)} MB at most, ${characters} characters were kept\n`,
  );
  expect(outcomes).toEqual(Array.from({ length: count }, () => "failed"));
  expect(characters).toBeLessThanOrEqual(count * maxAnswerLength);
  expect(characters).toBeGreaterThan(count * maxAnswerLength * 0.9);
  await expect.poll(() => upstream?.openAnswers(), { timeout: 2000 }).toBe(0);
  await end();
  return growthBytes / megabyte;
}
