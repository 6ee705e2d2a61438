// A process of its own, so that its memory is the product's: starts turns, reads a little of each and stops for good.
// Ends by itself when no run goes on any more, and tells what it needed.
import { POST } from "@/app/api/turns/route";
import { createId } from "@/lib/id";
import { getEventLog } from "@/lib/server/runs/event-log";

export type SlowTurns = { growthBytes: number; characters: number; outcomes: string[] };

/** A turn of one lane, of which the first events are read and no more. */
async function startTurn(): Promise<void> {
  const lane = {
    laneId: createId(),
    model: "acme/m",
    settings: {},
    parentId: null,
    message: { id: createId(), text: "Hello" },
    answerId: createId(),
  };
  const request = new Request("http://localhost:3000/api/turns", {
    method: "POST",
    headers: { host: "localhost:3000", "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ turnId: createId(), chatId: createId(), lanes: [lane] }),
  });
  const response = await POST(request, { params: Promise.resolve({}) });
  if (!response.ok) throw new Error(await response.text());
  const reader = response.body?.getReader();
  for (let read = 0; read < 3; read++) await reader?.read();
}

/** What became of a run: its characters and its outcome. Runs are let go as the product does, or their answers would stay. */
async function watch(runId: string): Promise<{ characters: number; outcome: string }> {
  const run = getEventLog().get(runId);
  if (run === undefined) throw new Error("A run ended before it was looked at.");
  // Behind its last chunk the answer is stored, and kept no longer.
  while (run.compact.at(-1)?.type !== "finish") await new Promise<void>((resolve) => run.onChange(resolve));
  let characters = 0;
  let outcome = "";
  for (const chunk of run.compact) {
    if ("delta" in chunk) characters += chunk.delta.length;
    if (chunk.type === "finish") outcome = chunk.messageMetadata?.outcome ?? "";
  }
  return { characters, outcome };
}

/** What became of the runs that go on, once nothing of them is left in memory. */
async function untilEnded() {
  const ends = await Promise.all(
    getEventLog()
      .listLive()
      .map(({ id }) => watch(id)),
  );
  while (getEventLog().listLive().length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  return ends;
}

process.on("message", async ({ count }: { count: number }) => {
  // What the first turn of a process loads and compiles is no reader's.
  await startTurn();
  await untilEnded();
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let highest = before;
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 20);
  await Promise.all(Array.from({ length: count }, startTurn));
  const ends = await untilEnded();
  clearInterval(timer);
  process.send?.({
    growthBytes: highest - before,
    characters: ends.reduce((sum, end) => sum + end.characters, 0),
    outcomes: ends.map(({ outcome }) => outcome),
  } satisfies SlowTurns);
});
process.send?.("ready");
