import "server-only";
import type { FunctionTool, LaneTool, McpTool } from "@/lib/tools/lane-tool";
import { toFunctionName } from "@/lib/tools/lane-tool";
import { builtInTools } from "./built-in-tools";
import { listMcpServers } from "./mcp-clients";
import { callMcpTool, listMcpTools } from "./mcp-tools";
import type { OfferedTool } from "./offered-tool";

/** What can be offered of a lane's tools, and what the reader should know of the rest. */
export type Offer = { tools: OfferedTool[]; notices: string[] };

/** Looks up a lane's tools. Never throws: a tool that cannot be had is left out, with a notice. */
export async function offerTools(laneTools: readonly LaneTool[]): Promise<Offer> {
  const offered = await Promise.all(
    laneTools.map(async (tool): Promise<OfferedTool | string> => {
      if (tool.kind === "built-in") return { ...offerBuiltIn(tool), ask: tool.ask ?? false };
      if (tool.kind === "function") return offerFunction(tool);
      return offerMcpTool(tool).catch(
        (error: unknown) =>
          `The tool ${tool.name} was not offered: the MCP server "${tool.server}" cannot be used. ${toWords(error)}`,
      );
    }),
  );
  return {
    tools: offered.filter((tool) => typeof tool !== "string"),
    notices: [...new Set(offered.filter((tool) => typeof tool === "string"))],
  };
}

function offerBuiltIn({ name }: Extract<LaneTool, { kind: "built-in" }>): Omit<OfferedTool, "ask"> {
  const { description, parameters, call } = builtInTools[name];
  return { name, description, parameters, strict: null, call: async (input) => call(input) };
}

function offerFunction({ name, description, parameters, strict, result, ask }: FunctionTool): OfferedTool {
  return {
    name,
    description: description ?? null,
    parameters,
    strict: strict ?? null,
    ask: ask ?? false,
    call: result === undefined ? null : async () => result,
  };
}

async function offerMcpTool(tool: McpTool): Promise<OfferedTool> {
  const { server, name } = tool;
  const listed = await listMcpTools(server);
  const found = listed.find((other) => other.name === name);
  if (found === undefined) throw new Error(`It offers no tool "${name}".`);
  const isTrusted = listMcpServers().get(server)?.trusted ?? false;
  return {
    name: toFunctionName(tool),
    description: found.description,
    parameters: found.parameters,
    strict: null,
    ask: tool.ask ?? !isTrusted,
    call: (input, signal) => callMcpTool({ server, name, input, signal }),
  };
}

const toWords = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500);
