import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

/** A small MCP server on the official SDK: one tool that answers, one that fails, one that tells its environment. */
export function createMcpServer(): McpServer {
  const server = new McpServer({ name: "yard", version: "1.0.0" });
  server.registerTool(
    "count_wagons",
    { description: "How many wagons stand on a track", inputSchema: { track: z.number() } },
    async ({ track }) => ({ content: [{ type: "text", text: `${track * 3} wagons on track ${track}` }] }),
  );
  server.registerTool("derail", { description: "Always fails" }, async () => ({
    isError: true,
    content: [{ type: "text", text: "The points are frozen." }],
  }));
  server.registerTool("list_variables", { description: "The names of its variables" }, async () => ({
    content: [{ type: "text", text: Object.keys(process.env).sort().join(" ") }],
  }));
  return server;
}
