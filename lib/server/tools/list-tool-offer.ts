import "server-only";
import { builtInToolNames } from "@/lib/tools/lane-tool";
import type { ToolOffer, ToolServer } from "@/lib/tools/tool-offer";
import { builtInTools } from "./built-in-tools";
import { listMcpServers } from "./mcp-clients";
import { listMcpTools } from "./mcp-tools";
import { toProblemWords } from "./to-problem-words";

/** A server that takes longer is told as being asked: no other, and nothing built in, waits for it. */
const patienceMs = 400;

/** What a lane's tools can be chosen from. A server that cannot be used says why, and holds up no other. */
export async function listToolOffer(): Promise<ToolOffer> {
  const servers = [...listMcpServers()].map(([name, { trusted = false }]) =>
    Promise.race([
      askServer(name, trusted),
      wait(patienceMs).then((): ToolServer => ({ name, trusted, asking: true, tools: null, problem: null })),
    ]),
  );
  return {
    builtIn: builtInToolNames.map((name) => ({ name, description: builtInTools[name].description })),
    servers: await Promise.all(servers),
  };
}

async function askServer(name: string, trusted: boolean): Promise<ToolServer> {
  try {
    return { name, trusted, asking: false, tools: await listMcpTools(name), problem: null };
  } catch (error) {
    return { name, trusted, asking: false, tools: null, problem: toProblemWords(error) };
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
