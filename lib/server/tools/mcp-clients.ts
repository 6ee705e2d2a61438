import "server-only";
import { createMCPClient, type MCPClient } from "@ai-sdk/mcp";
import { StdioMCPTransport } from "@ai-sdk/mcp/mcp-stdio";
import type { ConfigMcpServer, HeaderValue } from "@/lib/providers/config-schema";
import { readVariable } from "@/lib/server/env";
import { getLog } from "@/lib/server/log";
import { getConfig } from "@/lib/server/providers/config-file";
import { singleton } from "@/lib/server/singleton";

const connectWithinMs = 15_000;

const clients = () => singleton("mcp-clients", () => new Map<string, Promise<MCPClient>>());

/** The MCP servers of the configuration, by name. */
export function listMcpServers(): Map<string, ConfigMcpServer> {
  return new Map(Object.entries(getConfig().mcpServers));
}

/**
 * The connection to a server, opened when it is first needed and again after it broke.
 * @throws Error that says what is wrong with the server
 */
export async function getMcpClient(name: string): Promise<MCPClient> {
  const known = clients().get(name);
  if (known !== undefined) return known;
  const server = listMcpServers().get(name);
  if (server === undefined) throw new Error(`The configuration has no MCP server "${name}".`);
  const opened = open(name, server);
  clients().set(name, opened);
  opened.catch(() => dropMcpClient(name, opened));
  return opened;
}

/** Forgets a connection, so that the next use opens another. */
export function dropMcpClient(name: string, which?: Promise<MCPClient>): void {
  const known = clients().get(name);
  if (known === undefined || (which !== undefined && which !== known)) return;
  clients().delete(name);
  known.then((client) => client.close()).catch(() => {});
}

/** A server that does not even answer its greeting keeps nobody from ending. */
const closeWithinMs = 1_000;

/** Ends all connections, and with them the programs behind them. */
export async function closeMcpClients(): Promise<void> {
  const open = [...clients().values()];
  clients().clear();
  const closed = Promise.allSettled(open.map(async (client) => (await client).close()));
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, closeWithinMs).unref())]);
}

function open(name: string, server: ConfigMcpServer): Promise<MCPClient> {
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
