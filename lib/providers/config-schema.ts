import { z } from "zod";
import { headerNameSchema, headerTextSchema } from "@/lib/header-schema";
import { routeProviderId } from "@/lib/routes/route-ref";
import { routeSchema } from "@/lib/routes/route-schema";

const maxTokens = 1_000_000_000;
const tokenCount = z.int().min(1).max(maxTokens);
const usdPerMTok = z.number().min(0).max(1_000_000);

const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "is not the name of an environment variable");

const nameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case letters, digits and -");

const address = z.url({
  protocol: /^https?$/,
  error: "must be an address that begins with http:// or https://",
});

/** Paths are put behind it, where a `?` or `#` would swallow them. */
const baseUrl = address.refine((text) => {
  const url = URL.parse(text);
  return url === null || (url.search === "" && url.hash === "");
}, "must end with its path, without ? or #");

/** As it goes on the wire. */
const modelId = z
  .string()
  .min(1)
  .max(300)
  .regex(/^\S(?:[^\p{Cc}]*\S)?$/u, "must not begin or end with a space, nor hold a line break");

/** A header's value: text, or the name of the variable that holds it, for what must not stand in a file. */
const headerValue = z.union([headerTextSchema, z.strictObject({ env: variableName })]);

const modelSchema = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  contextTokens: tokenCount.optional(),
  maxOutputTokens: tokenCount.optional(),
  inputUsdPerMTok: usdPerMTok.optional(),
  outputUsdPerMTok: usdPerMTok.optional(),
  cachedInputUsdPerMTok: usdPerMTok.optional(),
  imageInput: z.boolean().optional(),
  toolUse: z.boolean().optional(),
  reasoning: z.boolean().optional(),
  structuredOutput: z.boolean().optional(),
  temperature: z.boolean().optional(),
});

const providerSchema = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  /** The address that ends before `/chat/completions`. Required for a provider that is not built in. */
  baseUrl: baseUrl.optional(),
  /** The variable that holds the key; null for a server that needs none. Required unless built in. */
  keyVariable: variableName.nullable().optional(),
  docsUrl: address.optional(),
  headers: z.record(headerNameSchema, headerValue).optional(),
  /** Fields every request body of this provider carries. */
  body: z.record(z.string(), z.json()).optional(),
  /** By model id, as it goes on the wire. */
  models: z.record(modelId, modelSchema).optional(),
});

const remoteMcpServerSchema = z.strictObject({
  /** Where it speaks MCP over HTTP (streamable). */
  url: address,
  headers: z.record(headerNameSchema, headerValue).optional(),
  /** Its tools are called without asking first. */
  trusted: z.boolean().optional(),
});

const localMcpServerSchema = z.strictObject({
  /** A program on this machine that speaks MCP over its standard input and output. */
  command: z.string().min(1).max(1_000),
  args: z.array(z.string().max(10_000)).max(100).optional(),
  /** What it needs beside PATH, HOME and the like; it inherits nothing else. */
  env: z.record(variableName, headerValue).optional(),
  cwd: z.string().min(1).max(1_000).optional(),
  trusted: z.boolean().optional(),
});

/** `switchyard.config.json`: the operator's own providers, headers, body fields, models, prices and routes. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  providers: z
    .record(
      nameSchema.refine((id) => id !== routeProviderId, "is taken: it begins the refs of routes"),
      providerSchema,
    )
    .default({}),
  /** Choices of a model by name: `support` is called `auto/support`. */
  routes: z.record(nameSchema, routeSchema).default({}),
  /** Servers whose tools lanes may use, by name. */
  mcpServers: z
    .record(
      z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,39}$/, "must be letters, digits, _ and -"),
      z.union([remoteMcpServerSchema, localMcpServerSchema]),
    )
    .default({}),
});

export type HeaderValue = z.infer<typeof headerValue>;
export type ConfigMcpServer = z.infer<typeof remoteMcpServerSchema> | z.infer<typeof localMcpServerSchema>;
export type Config = z.infer<typeof configSchema>;
export type ConfigProvider = z.infer<typeof providerSchema>;
export type ConfigModel = z.infer<typeof modelSchema>;
