import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inject, vi } from "vitest";
import { createDatabase } from "@/e2e/databases/start-postgres";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { createId } from "@/lib/id";
import { readTurnEvents } from "@/lib/turns/read-turn-events";
import type { TurnEvent } from "@/lib/turns/turn-event";

type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
type RouteFile = { file: string; pattern: RegExp };

const root = process.cwd();

/** Every route file of the product, with the paths it answers. */
export const routeFiles: RouteFile[] = globSync("app/{api,v1}/**/route.ts", { cwd: root }).map((file) => {
  const address = path.dirname(file).slice("app".length);
  const pattern = address
    .replaceAll(/\[\.\.\.(\w+)\]/g, "(?<$1>.+)")
    .replaceAll(/\[(\w+)\]/g, "(?<$1>[^/]+)");
  return { file, pattern: new RegExp(`^${pattern}$`) };
});
// A fixed address comes before one with a parameter in its place.
routeFiles.sort((a, b) => a.file.split("[").length - b.file.split("[").length);

/** What a route file exports, by method. */
export async function importRoute(file: string): Promise<Partial<Record<Method, Handler>>> {
  return import(path.join(root, file));
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** The product without its HTTP server: a data folder, settings and singletons of its own. */
export async function startTestServer({
  settings = {},
  config = {},
  folder = mkdtempSync(path.join(tmpdir(), "switchyard-")),
}: {
  settings?: Record<string, string>;
  config?: object;
  folder?: string;
} = {}) {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("switchyard.singletons"));
  const file = path.join(folder, "switchyard.config.json");
  writeFileSync(file, JSON.stringify(config));
  const { builtInProviders } = await import("@/lib/providers/built-in-providers");
  const keys = builtInProviders.flatMap(({ keyVariables }) => keyVariables.map((name) => [name, ""]));
  const all: Record<string, string> = {
    ...Object.fromEntries(keys),
    SWITCHYARD_DATA: folder,
    DATABASE_URL: await getDatabaseUrl(folder),
    SWITCHYARD_CONFIG: file,
    SWITCHYARD_LOCAL_SERVERS: "off",
    CATALOGUE_REFRESH: "off",
    SWITCHYARD_LOG_LEVEL: "silent",
    SWITCHYARD_PASSWORD: "",
    PUBLIC_URL: "",
    ...settings,
  };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  const { getEventLog } = await import("@/lib/server/runs/event-log");
  const { getDb } = await import("@/lib/server/db/get-db");

  async function send(
    method: Method,
    address: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const [pathname = ""] = address.split("?");
    const found = routeFiles.find(({ pattern }) => pattern.test(pathname));
    const handle = found && (await importRoute(found.file))[method];
    if (found === undefined || handle === undefined) throw new Error(`There is no ${method} ${address}.`);
    const request = new Request(`http://localhost:3000${address}`, {
      method,
      headers: {
        host: "localhost:3000",
        ...(method === "GET" ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(method === "GET" ? {} : { body: toBody(body) }),
    });
    return handle(request, { params: Promise.resolve(readParams(found, pathname)) });
  }

  return {
    folder,
    getDb,
    getEventLog,
    send,
    readChat: async (chatId: string): Promise<ChatDocument> =>
      (await send("GET", `/api/chats/${chatId}`)).json(),
    /** Resolves when no run goes on any more. */
    idle: () => vi.waitFor(() => assertIdle(getEventLog().listLive().length), { timeout: 20_000 }),
    close: async () => {
      for (const run of getEventLog().listLive()) run.abort.abort();
      await vi.waitFor(() => assertIdle(getEventLog().listLive().length), { timeout: 20_000 });
      await (await getDb()).destroy();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is no text and no bytes goes out as JSON. */
function toBody(body: unknown): BodyInit {
  if (typeof body === "string") return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body ?? {});
}

/** The parameters in a path, as Next hands them on: decoded, and what takes several segments as a list. */
export function readParams({ file, pattern }: RouteFile, pathname: string): Record<string, unknown> {
  const groups = Object.entries(pattern.exec(pathname)?.groups ?? {});
  return Object.fromEntries(
    groups.map(([name, value]) => [
      name,
      file.includes(`[...${name}]`) ? value.split("/").map(decodeURIComponent) : decodeURIComponent(value),
    ]),
  );
}

function assertIdle(liveRuns: number): void {
  if (liveRuns > 0) throw new Error(`${liveRuns} runs go on.`);
}

/** The tests run once on SQLite and once on PostgreSQL. */
export const isOnPostgres = inject("postgresUrl") !== undefined;

const databaseUrls = new Map<string, Promise<string>>();

/** A database for each data folder; "" on SQLite, which keeps its file there. */
function getDatabaseUrl(folder: string): Promise<string> | string {
  if (!isOnPostgres) return "";
  const url = databaseUrls.get(folder) ?? createDatabase(inject("postgresUrl"));
  databaseUrls.set(folder, url);
  return url;
}

type Lane = Record<string, unknown>;

/** One lane of a turn: a new question to the echo, unless told otherwise. */
export function laneWith(overrides: Lane & { text?: string } = {}) {
  const { text = "Hello", ...rest } = overrides;
  return {
    laneId: createId(),
    model: "demo/echo",
    settings: {},
    parentId: null as string | null,
    message: { id: createId(), text },
    answerId: createId(),
    ...rest,
  };
}

/** A turn of a new chat with one lane, unless told otherwise. */
export function turnWith({
  lanes = [laneWith()],
  ...rest
}: {
  lanes?: ReturnType<typeof laneWith>[];
  turnId?: string;
  chatId?: string;
} = {}) {
  return { turnId: createId(), chatId: createId(), lanes, ...rest };
}

export const toText = (events: TurnEvent[]) =>
  events
    .flatMap(({ chunks }) => chunks)
    .map((chunk) => (chunk.type === "text-delta" ? chunk.delta : ""))
    .join("");

/** Everything a response tells until its end; `isDone` when it said that all lanes have finished. */
export async function readTurn(response: Response) {
  const events: TurnEvent[] = [];
  let cursor = "";
  if (response.body === null || !response.ok) throw new Error(`${response.status} ${await response.text()}`);
  for await (const message of readTurnEvents(response.body)) {
    if (message.kind === "done") return { events, cursor, isDone: true };
    events.push(message.event);
    cursor = message.cursor;
  }
  return { events, cursor, isDone: false };
}

/** Reads until `count` events have come, then leaves. */
export async function readSome(response: Response, count: number) {
  const events: TurnEvent[] = [];
  let cursor = "";
  if (response.body === null || !response.ok) throw new Error(`${response.status} ${await response.text()}`);
  for await (const message of readTurnEvents(response.body)) {
    if (message.kind === "done") return { events, cursor, isDone: true };
    events.push(message.event);
    cursor = message.cursor;
    if (events.length >= count) break;
  }
  return { events, cursor, isDone: false };
}
