import "server-only";
import { type Kysely, sql } from "kysely";
import { Client } from "pg";
import { z } from "zod";
import { getEnv } from "@/lib/server/env";
import { getLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";
import { kindOf } from "./database-kind";
import type { Database } from "./schema";

/** What instances tell each other. It only wakes: what is true stands in the tables. */
export type Notice =
  | { kind: "events"; runIds: string[] }
  | { kind: "stop"; runId: string }
  | { kind: "decision"; runId: string }
  | { kind: "revoked"; tokenId: string }
  | { kind: "list"; name: string };

const noticeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("events"), runIds: z.array(z.string()) }),
  z.object({ kind: z.literal("stop"), runId: z.string() }),
  z.object({ kind: z.literal("decision"), runId: z.string() }),
  z.object({ kind: z.literal("revoked"), tokenId: z.string() }),
  z.object({ kind: z.literal("list"), name: z.string() }),
]);

const channel = "switchyard";
/** A notice holds at most 8,000 bytes. */
const maxRunIds = 100;
const connectWithinMs = 5_000;
const reconnectAfterMs = 500;
/** After so long without a notice the other side is asked whether it is still there. */
const quietMs = 10_000;

type Listener = (notice: Notice) => void;
type Notices = { listeners: Set<Listener>; started: boolean };

const state = () => singleton<Notices>("notices", () => ({ listeners: new Set(), started: false }));

/** Tells all instances, this one too, as soon as the transaction `db` stands for is committed. Nothing on SQLite. */
export async function notify(db: Kysely<Database>, notice: Notice): Promise<void> {
  if (kindOf(db) === "sqlite") return;
  for (const part of split(notice)) {
    await sql`select pg_notify(${channel}, ${JSON.stringify(part)})`.execute(db);
  }
}

function split(notice: Notice): Notice[] {
  if (notice.kind !== "events" || notice.runIds.length <= maxRunIds) return [notice];
  const { runIds } = notice;
  return Array.from({ length: Math.ceil(runIds.length / maxRunIds) }, (_, index) => ({
    kind: "events",
    runIds: runIds.slice(index * maxRunIds, (index + 1) * maxRunIds),
  }));
}

/** Calls `listener` with each notice from now on. Returns how to take that back. */
export function onNotice(listener: Listener): () => void {
  const notices = state();
  notices.listeners.add(listener);
  const { DATABASE_URL } = getEnv();
  if (DATABASE_URL !== undefined && !notices.started) {
    notices.started = true;
    void listen(DATABASE_URL);
  }
  return () => notices.listeners.delete(listener);
}

/** Listens on a connection of its own, for as long as the process runs. */
async function listen(url: string): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: "switchyard notices",
    keepAlive: true,
    // Here one only listens: a network that swallows packets is noticed by nothing else.
    keepAliveInitialDelayMillis: quietMs,
    connectionTimeoutMillis: connectWithinMs,
  });
  const broken = new Promise<void>((resolve) => client.once("end", resolve));
  client.on("error", (error) => getLog().warn({ err: error }, "the connection for notices broke"));
  client.on("notification", ({ payload }) => tell(payload ?? ""));
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
    await broken;
  } catch (error) {
    getLog().warn({ err: error }, "notices cannot be listened to; trying again");
    await client.end().catch(() => {});
  }
  await new Promise((resolve) => setTimeout(resolve, reconnectAfterMs).unref());
  void listen(url);
}

function tell(payload: string): void {
  try {
    const notice = noticeSchema.parse(JSON.parse(payload));
    for (const listener of state().listeners) listener(notice);
  } catch (error) {
    getLog().warn({ err: error }, "a notice could not be read");
  }
}
