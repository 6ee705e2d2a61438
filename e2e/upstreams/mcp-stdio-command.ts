import path from "node:path";

const folder = path.resolve("e2e/upstreams");

/** How the MCP server of the tests is started over stdio: its part of the configuration. */
export const mcpStdioCommand = {
  command: process.execPath,
  args: ["--import", path.join(folder, "run-typescript.mjs"), path.join(folder, "mcp-stdio-server.ts")],
};
