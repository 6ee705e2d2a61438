import "server-only";
import { createMCPClient, type MCPClient } from "@ai-sdk/mcp";
import { StdioMCPTransport } from "@ai-sdk/mcp/mcp-stdio";
import type { ConfigMcpServer, HeaderValue } from "@/lib/providers/config-schema";
import { readVariable } from "@/lib/server/env";
import { getLog } from "@/lib/server/log";
import { getConfig } from "@/lib/server/providers/config-file";
import { singleton } from "@/lib/server/singleton";

const connectWithinMs = 15_000;

type Connection = Promise<MCPClient>;
/** Those in use, by server, and those that take no more calls and end when their last may have. */
type Connections = { open: Map<string, Connection>; leaving: Set<Connection> };

const getConnections = () =>
  singleton<Connections>("mcp-clients", () => ({ open: new Map(), leaving: new Set() }));

/** The MCP servers of the configuration, by name. */
export function listMcpServers(): Map<string, ConfigMcpServer> {
  return new Map(Object.entries(getConfig().mcpServers));
}

/**
 * The connection to a server, opened when it is first needed and again after it was dropped. Rejects with what is wrong with
 * the server.
 */
export function getMcpClient(name: string): Connection {
  const { open } = getConnections();
  const known = open.get(name);
  if (known !== undefined) return known;
  const connection = connect(name);
  open.set(name, connection);
  connection.catch(() => dropMcpClient(name, connection));
  return connection;
}

/** Calls that others make over the same connection end within this time. */
const leaveAfterMs = 150_000;

/** Forgets a connection, so that the next use opens another; what others wait for on it still comes. */
export function dropMcpClient(name: string, which: Connection): void {
  const { open, leaving } = getConnections();
  if (open.get(name) !== which) return;
  open.delete(name);
  leaving.add(which);
  const leave = () => {
    leaving.delete(which);
    which.then((client) => client.close()).catch(() => {});
  };
  setTimeout(leave, leaveAfterMs).unref();
}

/** A server that does not even answer its greeting keeps nobody from ending. */
const closeWithinMs = 1_000;

/** Ends all connections, and with them the programs behind them. */
export async function closeMcpClients(): Promise<void> {
  const { open, leaving } = getConnections();
  const all = [...open.values(), ...leaving];
  open.clear();
  leaving.clear();
  const closed = Promise.allSettled(all.map(async (connection) => (await connection).close()));
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, closeWithinMs).unref())]);
}

async function connect(name: string): Promise<MCPClient> {
  const server = listMcpServers().get(name);
  if (server === undefined) throw new Error(`The configuration has no MCP server "${name}".`);
  return createMCPClient({
    transport: toTransport(name, server),
    clientName: "switchyard",
    // Servers that lack a part of the protocol end here too: the connection may go on.
    onUncaughtError: (error) => getLog().debug({ err: error, mcpServer: name }, "an MCP server complained"),
    initializationOptions: { timeout: connectWithinMs },
  });
}

function toTransport(name: string, server: ConfigMcpServer) {
  if ("url" in server) {
    return { type: "http" as const, url: server.url, headers: resolveAll(name, server.headers) };
  }
  const { command, args, cwd } = server;
  // A child inherits only what every program needs: the providers' keys are no business of it.
  return new StdioMCPTransport({
    command,
    args: args ?? [],
    env: resolveAll(name, server.env),
    stderr: "ignore",
    ...(cwd === undefined ? {} : { cwd }),
  });
}

function resolveAll(name: string, values: Record<string, HeaderValue> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (typeof value === "string") return [key, value];
      const set = readVariable(value.env);
      if (set === null) throw new Error(`Set ${value.env} to use the MCP server "${name}", and restart.`);
      return [key, set];
    }),
  );
}
