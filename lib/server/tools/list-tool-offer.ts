import "server-only";
import { builtInToolNames } from "@/lib/tools/lane-tool";
import type { ToolOffer, ToolServer } from "@/lib/tools/tool-offer";
import { builtInTools } from "./built-in-tools";
import { listMcpServers } from "./mcp-clients";
import { listMcpTools } from "./mcp-tools";

/** What a lane's tools can be chosen from. A server that cannot be used says why, and holds up no other. */
export async function listToolOffer(): Promise<ToolOffer> {
  const servers = [...listMcpServers()].map(async ([name, { trusted = false }]): Promise<ToolServer> => {
    try {
      return { name, trusted, tools: await listMcpTools(name), problem: null };
    } catch (error) {
      return { name, trusted, tools: null, problem: error instanceof Error ? error.message : String(error) };
    }
  });
  return {
    builtIn: builtInToolNames.map((name) => ({ name, description: builtInTools[name].description })),
    servers: await Promise.all(servers),
  };
}
