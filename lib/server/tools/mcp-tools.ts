import "server-only";
import { type MCPClient, MCPClientError } from "@ai-sdk/mcp";
import { z } from "zod";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { singleton } from "@/lib/server/singleton";
import { unlessAborted } from "@/lib/server/unless-aborted";
import { dropMcpClient, getMcpClient } from "./mcp-clients";

/** A tool as an MCP server describes it. */
export type McpToolDescription = { name: string; description: string | null; parameters: JsonObject };

const listWithinMs = 15_000;
const callWithinMs = 120_000;
const listKeptMs = 60_000;
/** So long a server that failed is not asked again: whoever waits for another one asks for all of them. */
const failureKeptMs = 3_000;
const maxPages = 20;

type Listed = { at: number; tools: Promise<McpToolDescription[]> };
const lists = () => singleton("mcp-tool-lists", () => new Map<string, Listed>());

/**
 * What a server offers; asked once a minute at most.
 * @throws Error that says what is wrong with the server
 */
export async function listMcpTools(server: string): Promise<McpToolDescription[]> {
  const known = lists().get(server);
  if (known !== undefined && Date.now() - known.at < listKeptMs) return known.tools;
  const listed = { at: Date.now(), tools: readTools(server) };
  lists().set(server, listed);
  listed.tools.catch(() => {
    const forget = () => lists().get(server) === listed && lists().delete(server);
    setTimeout(forget, failureKeptMs).unref();
  });
  return listed.tools;
}

async function readTools(server: string): Promise<McpToolDescription[]> {
  const connection = getMcpClient(server);
  const tools: McpToolDescription[] = [];
  let cursor: string | undefined;
  try {
    const client = await connection;
    for (let page = 0; page < maxPages; page += 1) {
      const listed = await client.listTools({
        ...(cursor === undefined ? {} : { params: { cursor } }),
        options: { timeout: listWithinMs },
      });
      tools.push(...listed.tools.map(describe));
      cursor = listed.nextCursor;
      if (cursor === undefined) break;
    }
  } catch (error) {
    if (!isAnswer(error)) dropMcpClient(server, connection);
    throw error;
  }
  return tools;
}

type ListedTool = Awaited<ReturnType<MCPClient["listTools"]>>["tools"][number];

function describe({ name, description, inputSchema }: ListedTool): McpToolDescription {
  // What came over a wire as JSON is JSON.
  const schema = inputSchema as JsonValue;
  const parameters = isJsonObject(schema)
    ? { properties: {}, ...schema, type: "object" }
    : { type: "object" };
  return { name, description: description ?? null, parameters };
}

const contentSchema = z.array(z.looseObject({ type: z.string(), text: z.string().optional() }));

/**
 * Calls a tool of a server. A result of texts alone is their text; structured results are given as they are.
 * @throws Error with the tool's own words when it failed
 */
export async function callMcpTool(options: {
  server: string;
  name: string;
  input: unknown;
  signal: AbortSignal;
}): Promise<JsonValue> {
  const { server, name, input, signal } = options;
  const call = async () => {
    const connection = getMcpClient(server);
    try {
      const client = await unlessAborted(connection, signal);
      const given = toArguments(input);
      return await client.callTool({ name, arguments: given, options: { signal, timeout: callWithinMs } });
    } catch (error) {
      // The next call opens another connection.
      if (!signal.aborted && !isAnswer(error)) dropMcpClient(server, connection);
      throw error;
    }
  };
  const result = await call().catch((error: unknown) => {
    if (signal.aborted || !isNeverSent(error)) throw error;
    return call();
  });
  if (result.isError === true) throw new Error(toText(result) || "The tool failed without a word.");
  // Both come over a wire as JSON.
  if ("structuredContent" in result && result.structuredContent != null)
    return result.structuredContent as JsonValue;
  return isTextOnly(result) ? toText(result) : (JSON.parse(JSON.stringify(result)) as JsonValue);
}

/** The server itself refused: its connection is in order, and others may wait for their results on it. */
function isAnswer(error: unknown): boolean {
  return MCPClientError.isInstance(error) && error.code !== undefined;
}

/** The connection was gone before the call: a program that ended, say. */
function isNeverSent(error: unknown): boolean {
  return error instanceof Error && error.message.includes("closed client");
}

function toArguments(input: unknown): Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input) ? { ...input } : {};
}

function isTextOnly(result: object): boolean {
  const content = contentSchema.safeParse("content" in result ? result.content : null);
  return content.success && content.data.every(({ type, text }) => type === "text" && text !== undefined);
}

function toText(result: object): string {
  const content = contentSchema.safeParse("content" in result ? result.content : null);
  return (content.data ?? []).flatMap(({ text }) => text ?? []).join("\n");
}
