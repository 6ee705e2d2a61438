import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  isOnPostgres,
  laneWith,
  readTurn,
  startTestServer,
  type TestServer,
  toText,
  turnWith,
} from "@/app/api/test-server";
import { startPostgres, type TestPostgres } from "@/e2e/databases/start-postgres";
import type { TurnEvent } from "@/lib/turns/turn-event";

// SQLite's ways to fail are in `storage-faults.test.ts`.
describe.runIf(isOnPostgres)("R17: a PostgreSQL that takes no writes", () => {
  const text = "Word by word by word. ".repeat(60);
  let postgres: TestPostgres;
  let url: string;
  let server: TestServer;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());

  beforeEach(async () => {
    url = await postgres.createDatabase();
    server = await startTestServer({ settings: { DATABASE_URL: url } });
    await server.getDb();
  });
  afterEach(() => server.close());

  /** Makes the database one that may be read only, or an ordinary one again, for new connections: all others are cut. */
  async function setReadOnly(isReadOnly: boolean) {
    const client = new Client({ connectionString: postgres.adminUrl });
    await client.connect();
    const name = new URL(url).pathname.slice(1);
    await client.query(`alter database ${name} set default_transaction_read_only = ${isReadOnly}`);
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    await client.end();
  }

  const faults: {
    name: string;
    words: string;
    takeAway: () => Promise<unknown>;
    giveBack: () => Promise<unknown>;
  }[] = [
    {
      name: "that only lets read",
      words: "the database only lets read",
      takeAway: () => setReadOnly(true),
      giveBack: () => setReadOnly(false),
    },
    (() => {
      let isBack: Promise<void> = Promise.resolve();
      return {
        name: "that is stopped and started again",
        words: "the database cannot be reached",
        takeAway: async () => {
          isBack = postgres.restart({ downMs: 4_000 });
        },
        giveBack: () => isBack,
      };
    })(),
  ];

  it.each(faults)(
    "$name: streams go on and say so, what needs it gets 503, and all is stored once it takes writes again",
    async ({ words, takeAway, giveBack }) => {
      const turn = turnWith({ lanes: [laneWith({ text })] });
      const reading = readTurn(await server.send("POST", "/api/turns", { body: turn }));
      await takeAway();
      const refused = turnWith({ lanes: [laneWith({ text: "Hello" })] });
      const refusal = await server.send("POST", "/api/turns", { body: refused });
      expect(refusal.status).toBe(503);
      expect(refusal.headers.get("retry-after")).toBe("1");
      const { error } = await refusal.json();
      expect(error).toMatchObject({ code: "not_ready", message: expect.stringContaining(words) });

      const { events, isDone } = await reading;
      expect(toText(events)).toBe(text);
      expect(isDone).toBe(true);
      const told = listTold(events);
      expect(told).toContain(words);
      await giveBack();
      await server.idle();
      const { messages } = await server.readChat(turn.chatId);
      expect(messages).toHaveLength(2);
      expect(messages[1]?.metadata).toMatchObject({ outcome: "complete" });
      expect(messages[1]?.metadata?.unstored).toBeUndefined();
      expect(messages[1]?.parts).toContainEqual(expect.objectContaining({ type: "text", text }));
      expect((await server.send("GET", `/api/chats/${refused.chatId}`)).status).toBe(404);
      const again = await readTurn(await server.send("POST", "/api/turns", { body: refused }));
      expect(toText(again.events)).toBe("Hello");
    },
    40_000,
  );
});

/** What readers were told about storing, in order. */
function listTold(events: TurnEvent[]): (string | null)[] {
  return events
    .flatMap(({ chunks }) => chunks)
    .flatMap((chunk) => ("messageMetadata" in chunk ? (chunk.messageMetadata?.unstored ?? []) : []));
}
