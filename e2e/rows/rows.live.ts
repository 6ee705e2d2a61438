import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, test } from "vitest";
import { describeLivePoint, describeLiveRow } from "@/lib/providers/describe-live-row";
import { type LivePoint, type LiveRow, liveReportFile } from "@/lib/providers/live-report";
import { type PlannedCheck, planLiveChecks } from "./live-plan";

const checkTimeoutMs = 120_000;
const on = new Date().toISOString().slice(0, 10);
const dataFolder = path.resolve(process.env.SWITCHYARD_DATA || ".switchyard");
const rows: LiveRow[] = [];

function note({ row: name, providerId, host }: PlannedCheck, point: LivePoint): void {
  let row = rows.find((known) => known.name === name);
  if (row === undefined) {
    row = { name, providerId, host, on, points: [] };
    rows.push(row);
  }
  row.points.push(point);
}

describe.each(await planLiveChecks())("$row $point", (check) => {
  const { point, title, by, why, run } = check;
  test(title, { timeout: checkTimeoutMs }, async ({ skip }) => {
    if (by === "nobody") {
      note(check, { point, title, result: "skipped", why });
      skip(why ?? undefined);
      return;
    }
    try {
      await run();
      note(check, { point, title, result: by, why: by === "live" ? null : why });
    } catch (error) {
      const [words = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
      note(check, { point, title, result: "failed", why: words.slice(0, 300) });
      throw error;
    }
  });
});

function printRow(row: LiveRow): void {
  process.stdout.write(`\n${row.name}: ${describeLiveRow(row)}\n`);
  for (const each of row.points.filter(({ result }) => result !== "skipped")) {
    const skipped = each.result === "emulator" && each.why !== null ? ` · live skipped: ${each.why}` : "";
    process.stdout.write(
      `  ${each.point ?? "-"}  ${each.title}\n     ${describeLivePoint(each, row.on)}${skipped}\n`,
    );
  }
}

afterAll(() => {
  for (const row of rows) printRow(row);
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(path.join(dataFolder, liveReportFile), `${JSON.stringify({ rows }, null, 2)}\n`);
  process.stdout.write(
    `\nWritten to ${path.join(dataFolder, liveReportFile)}; the settings page shows it.\n`,
  );
});
