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
const folder = mkdtempSync(path.join(tmpdir(), "switchyard-"));
let child: ForkedScript | undefined;
let upstream: LargeUpstream | undefined;

afterEach(async () => {
  child?.end();
  await upstream?.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * A run does not wait for its readers: what bounds it is the length that an answer may have. About 90 to 105 MB are seen, of which
 * a third is the answers; when the collector takes the rest differs from machine to machine.
 */
test("R16: ten turns of 64 MB answers whose readers stop take bounded memory", async () => {
  upstream = await startLargeUpstream({ answerBytes: 64 * megabyte });
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
  expect(growthBytes).toBeLessThan(150 * megabyte);
  await expect.poll(() => upstream?.openAnswers(), { timeout: 2000 }).toBe(0);
}, 60_000);
