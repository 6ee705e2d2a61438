import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createMcpServer } from "./create-mcp-server";

const server = createMcpServer();
server.registerTool("depart", { description: "Ends the program without an answer" }, async () =>
  process.exit(0),
);
await server.connect(new StdioServerTransport());
