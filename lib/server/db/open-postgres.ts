import "server-only";
import { Socket } from "node:net";
import { Kysely, PostgresDialect } from "kysely";
import { type Client, type ClientBase, Pool, types } from "pg";
import { getLog } from "@/lib/server/log";
import { migrate } from "./migrate";
import { replaceNul } from "./replace-nul";
import type { Database } from "./schema";

const maxConnections = 10;
const connectWithinMs = 5_000;
const oldestVersion = 150_000;

/** How long a query may take. */
export type QueryLimits = {
  /** The server itself gives up a statement that takes longer, and a transaction in which nothing is asked for so long. */
  statementMs: number;
  /** A server that says nothing for so long while it is waited for is not there any more. Longer than `statementMs`. */
  silenceMs: number;
};

const ordinaryLimits: QueryLimits = { statementMs: 30_000, silenceMs: 35_000 };
/** A migration may rewrite large tables, and waits for that of another process. */
const migrationLimits: QueryLimits = { statementMs: 3_600_000, silenceMs: 3_605_000 };

/** The type of `bigint` and of counts. All of ours are times in ms and counts: far below 2^53. */
const bigintType = 20;

/**
 * Connects to the PostgreSQL at `url` and brings it to the newest version.
 * @throws Error when the server is older than version 15
 */
export async function openPostgres(
  url: string,
  limits: QueryLimits = ordinaryLimits,
): Promise<Kysely<Database>> {
  const migrating = openPool(url, migrationLimits);
  try {
    await requireVersion(migrating);
    await migrate(toKysely(migrating), "postgres");
  } finally {
    await migrating.end();
  }
  return toKysely(openPool(url, limits));
}

const toKysely = (pool: Pool) =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins: [replaceNul()] });

async function requireVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version_num: string }>("show server_version_num");
  const version = Number(rows[0]?.server_version_num);
  if (version < oldestVersion)
    throw new Error(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10_000)}.`);
}

function openPool(url: string, { statementMs, silenceMs }: QueryLimits): Pool {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectWithinMs,
    // One that a firewall has forgotten is noticed while nobody uses it, not by the next request.
    keepAlive: true,
    application_name: "switchyard",
    types: {
      getTypeParser: (type, format) => (type === bigintType ? Number : types.getTypeParser(type, format)),
    },
    // Not among the parameters a connection starts with: poolers between us and the server refuse those.
    onConnect: async (client) => {
      breakWhenSilent(client, silenceMs);
      await client.query(
        `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${statementMs}`,
      );
    },
  });
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on("error", (error) => getLog().warn({ err: error }, "a connection to PostgreSQL broke"));
  // One that breaks in the middle of a transaction fails the next query, and would end the process as well.
  pool.on("connect", (client) =>
    client.on("error", (error) => getLog().debug({ err: error }, "a connection to PostgreSQL broke")),
  );
  return pool;
}

/**
 * A network that swallows packets breaks no connection: whoever waits on one would wait for as long as TCP tries, a quarter
 * of an hour. Breaking it here fails the query, and has the pool replace the connection.
 */
function breakWhenSilent(client: ClientBase, silenceMs: number): void {
  // A pool has clients of one kind, whose types do not say so.
  const { stream } = (client as Client).connection;
  if (!(stream instanceof Socket)) return;
  stream.setTimeout(silenceMs, () => {
    const message = `PostgreSQL said nothing for ${silenceMs / 1_000} s.`;
    stream.destroy(Object.assign(new Error(message), { code: "ETIMEDOUT" }));
  });
}
