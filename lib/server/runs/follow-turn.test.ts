import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { getDb } from "@/lib/server/db/get-db";
import { readTurnEvents, type TurnMessage } from "@/lib/turns/read-turn-events";
import type { AnswerChunk } from "@/lib/turns/turn-event";
import { getEventLog } from "./event-log";
import { readTurn, toEventStream } from "./follow-turn";

const text = (delta: string): AnswerChunk => ({ type: "text-delta", id: "0", delta });
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "switchyard-runs-"));
  vi.stubEnv("SWITCHYARD_DATA", folder);
  // The runs here are in memory only: that they cannot be stored is of no interest.
  vi.stubEnv("SWITCHYARD_LOG_LEVEL", "silent");
});
afterAll(async () => {
  await (await getDb()).destroy();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function readAll(events: AsyncGenerator<TurnMessage>): Promise<string[]> {
  const seen: string[] = [];
  for await (const message of events) {
    if (message.kind === "done") return [...seen, "done"];
    const words = message.event.chunks.map((chunk) =>
      chunk.type === "text-delta" ? chunk.delta : chunk.type,
    );
    seen.push(`${message.event.laneId} ${words.join("")}`);
  }
  return seen;
}

/** Long before a silent stream says that it is alive, which would wake the reader anyway. */
const atOnce = { timeout: 5_000 };

describe("a reader of a turn", () => {
  it("hears at once what a lane says while another lane's log is being read", atOnce, async () => {
    const going = getEventLog().open("run-going");
    const lanes = [
      { laneId: "left", runId: "run-going" },
      { laneId: "right", runId: "run-over" },
    ];
    const events = readTurnEvents(toEventStream(readTurn(lanes, [0, 0])));
    const first = events.next();
    // The reader has looked at the left lane, and now waits for the database because of the right one.
    await Promise.resolve();
    going.append(text("Now."));
    expect(await first).toMatchObject({ value: { kind: "event", event: { laneId: "left" } } });
    getEventLog().close(going);
    expect(await readAll(events)).toEqual(["done"]);
  });

  it("hears at once that a lane ended while another lane's log was being read", atOnce, async () => {
    const going = getEventLog().open("run-ending");
    const lanes = [
      { laneId: "left", runId: "run-ending" },
      { laneId: "right", runId: "run-over" },
    ];
    const all = readAll(readTurnEvents(toEventStream(readTurn(lanes, [0, 0]))));
    await Promise.resolve();
    getEventLog().close(going);
    expect(await all).toEqual(["done"]);
  });

  it("finds a run that begins here just behind it, and hears it at once from then on", atOnce, async () => {
    const db = await getDb();
    const runId = "run-late";
    await db
      .insertInto("runs")
      .values({
        id: runId,
        owner: "local",
        chat_id: "",
        lane_id: runId,
        turn_id: runId,
        turn_index: 0,
        answer_id: runId,
        model: "demo/echo",
        outcome: "running",
        started_at: Date.now(),
      })
      .execute();
    const events = readTurnEvents(toEventStream(readTurn([{ laneId: "left", runId }], [0])));
    const first = events.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const run = getEventLog().open(runId);
    run.append(text("First."));
    expect(await first).toMatchObject({ value: { kind: "event" } });
    const second = events.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const toldAt = performance.now();
    run.append(text("At once."));
    await second;
    // What another instance writes would be looked at once a second.
    expect(performance.now() - toldAt).toBeLessThan(500);
    getEventLog().close(run);
  });

  it(
    "hears the last of a run that goes on here from the run itself, whatever the database has of it",
    atOnce,
    async () => {
      const going = getEventLog().open("run-unstored");
      const events = readTurnEvents(
        toEventStream(readTurn([{ laneId: "left", runId: "run-unstored" }], [0])),
      );
      going.append(text("First."));
      expect(await events.next()).toMatchObject({ value: { kind: "event" } });
      going.append(text("Last."));
      getEventLog().close(going);
      expect(await readAll(events)).toEqual(["left Last.", "done"]);
    },
  );

  it("lets go of what it listens to when it cannot be read", async () => {
    const failure = new Error("The log is not stored yet.");
    const cancel = vi.fn();
    const take = () => {
      throw failure;
    };
    const reader = toEventStream({ take, onMore: () => {}, cancel }).getReader();
    await expect(reader.read()).rejects.toBe(failure);
    expect(cancel).toHaveBeenCalledExactlyOnceWith(failure);
  });
});
