import "server-only";
import path from "node:path";
import { z } from "zod";

const switchSchema = z.enum(["on", "off"]);
const countSchema = z.coerce.number().int().min(1).max(1_000_000);
const msSchema = z.coerce.number().int().min(1).max(86_400_000);

/** What a browser says of a page: no path, no capitals, no port that goes without saying. */
const isOrigin = (text: string) =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  /** The address to listen on. Anything but loopback needs a password. */
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** The address people open, when it is not http://localhost:PORT: its host is then accepted too. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must begin with http:// or https://" }).optional(),
  SWITCHYARD_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  /** Instead of a password: it is chosen in the browser, with a one-time token that the log shows. */
  SWITCHYARD_SETUP: switchSchema.default("off"),
  /** A PostgreSQL for chats and runs, which many instances can share. Unset: a SQLite file in the data folder. */
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/, error: "must begin with postgres://" }).optional(),
  /** Where chats and runs are stored, unless in PostgreSQL, and what belongs to this machine alone. */
  SWITCHYARD_DATA: z.string().min(1).default(".switchyard"),
  SWITCHYARD_CONFIG: z.string().min(1).default("switchyard.config.json"),
  /** Ask models.dev for what models there are, at start and every six hours. */
  CATALOGUE_REFRESH: switchSchema.default("on"),
  /** Where to ask: a mirror, for servers without the internet. */
  CATALOGUE_URL: z
    .url({ protocol: /^https?$/, error: "must begin with http:// or https://" })
    .default("https://models.dev/api.json"),
  /** The file of what the last refresh found, without a PostgreSQL. Unset: one in the data folder. */
  CATALOGUE_PATH: z.string().min(1).optional(),
  /** Look for model servers on this machine's loopback ports. */
  SWITCHYARD_LOCAL_SERVERS: switchSchema.default("on"),
  SWITCHYARD_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Runs that may go on at once in this process: of one caller, and of all. Beyond that: 503. */
  SWITCHYARD_MAX_RUNS_PER_CALLER: countSchema.default(400),
  SWITCHYARD_MAX_RUNS: countSchema.default(500),
  /** US dollars that all runs may cost in a month (UTC). */
  SWITCHYARD_BUDGET_USD_PER_MONTH: z.coerce.number().min(0).optional(),
  /** Origins of other pages that may call `/v1` from a browser, separated by commas. */
  SWITCHYARD_CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(",").map((origin) => origin.trim().replace(/\/$/, "")))
    .pipe(z.array(z.string().refine(isOrigin, "is no origin, such as https://app.example")))
    .optional(),
  /** What Prometheus sends as its bearer token to read `/api/metrics`; unset, there is nothing to read. */
  SWITCHYARD_METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  /** A stream of `/v1` that is silent for this long gets a comment. */
  SWITCHYARD_KEEP_ALIVE_MS: msSchema.default(15_000),
  /** How long a process that is told to end waits for its answers. */
  SWITCHYARD_DRAIN_TIMEOUT_MS: z.coerce.number().int().min(0).max(3_600_000).default(10_000),
  /** Request sent → response headers. */
  SWITCHYARD_HEADERS_TIMEOUT_MS: msSchema.default(60_000),
  /** Response headers → first text, reasoning or tool call. */
  SWITCHYARD_FIRST_TOKEN_TIMEOUT_MS: msSchema.default(180_000),
  /** Between two reads of a response. */
  SWITCHYARD_IDLE_TIMEOUT_MS: msSchema.default(60_000),
  /** Request sent → end of the response. */
  SWITCHYARD_TOTAL_TIMEOUT_MS: msSchema.default(1_800_000),
});

export type Env = Omit<z.infer<typeof schema>, "SWITCHYARD_DATA" | "SWITCHYARD_CONFIG" | "CATALOGUE_PATH"> & {
  /** Absolute. */
  SWITCHYARD_DATA: string;
  /** Absolute. */
  SWITCHYARD_CONFIG: string;
  /** Absolute. */
  CATALOGUE_PATH: string;
};

/**
 * The settings in `variables`; an empty variable counts as unset.
 * @throws Error naming every bad variable at once
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment has settings that cannot be used:\n${lines.join("\n")}`);
  }
  return {
    ...parsed.data,
    SWITCHYARD_DATA: path.resolve(parsed.data.SWITCHYARD_DATA),
    SWITCHYARD_CONFIG: path.resolve(parsed.data.SWITCHYARD_CONFIG),
    CATALOGUE_PATH: path.resolve(
      parsed.data.CATALOGUE_PATH ?? path.join(parsed.data.SWITCHYARD_DATA, "models-dev.json"),
    ),
  };
}

let cached: Env | undefined;

/** The process's settings, parsed at first use. */
export function getEnv(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

let isTelemetrySet: boolean | undefined;

/** True when OpenTelemetry was asked for, in the words of its own specification. */
export function hasTelemetrySettings(): boolean {
  isTelemetrySet ??= readTelemetrySettings(process.env);
  return isTelemetrySet;
}

function readTelemetrySettings({ OTEL_SDK_DISABLED, ...rest }: Record<string, string | undefined>): boolean {
  return OTEL_SDK_DISABLED !== "true" && Object.keys(rest).some((name) => name.startsWith("OTEL_"));
}

/** A variable whose name only the configuration knows (a provider's key or base URL); null when unset or empty. */
export function readVariable(name: string): string | null {
  return process.env[name] || null;
}
