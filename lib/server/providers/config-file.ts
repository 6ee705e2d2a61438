import "server-only";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { parseModelRef } from "@/lib/model-ref";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import { type Config, configSchema } from "@/lib/providers/config-schema";
import { listRouteModels } from "@/lib/routes/choose-candidates";
import { getEnv } from "@/lib/server/env";
import { getLog } from "@/lib/server/log";
import { singleton } from "@/lib/server/singleton";

/**
 * The configuration in `text`.
 * @throws Error naming every problem at once, each with its path
 */
export function parseConfig(text: string, fileName: string): Config {
  let json: unknown;
  try {
    // Some editors begin a file with a mark of its encoding.
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Error(`${fileName} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = configSchema.safeParse(json);
  const problems = parsed.success
    ? [...listUnpinned(parsed.data), ...listLost(parsed.data)]
    : parsed.error.issues
        .map(toNearest)
        .map((issue) => `  ${issue.path.join(".") || "(root)"}: ${explain(issue)}`);
  if (!parsed.success || problems.length > 0) {
    throw new Error(`${fileName} has settings that cannot be used:\n${problems.join("\n")}`);
  }
  return parsed.data;
}

/** Of a value that may have several forms, what keeps it from the form that it is nearest to. */
function toNearest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union") return issue;
  const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length);
  const first = nearest?.[0];
  return first === undefined ? issue : toNearest({ ...first, path: [...issue.path, ...first.path] });
}

/** What is wrong with a key of an object is told behind the issue's own words, which only say that there is something. */
function explain(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_key" ? issue.issues.map(({ message }) => message).join(", ") : issue.message;
}

/** A provider of the operator's own must say where it is and which key may go there. */
function listUnpinned(config: Config): string[] {
  const builtIn = new Set(builtInProviders.map((provider) => provider.id));
  return Object.entries(config.providers).flatMap(([id, { baseUrl, keyVariable }]) => {
    if (builtIn.has(id)) return [];
    return [
      ...(baseUrl === undefined ? [`  providers.${id}.baseUrl: is required, "${id}" is not built in`] : []),
      ...(keyVariable === undefined
        ? [`  providers.${id}.keyVariable: is required (null for a server that needs no key)`]
        : []),
    ];
  });
}

/** A route may only lead to models of providers that are set up here. */
function listLost({ providers, routes }: Config): string[] {
  const known = new Set([...builtInProviders.map(({ id }) => id), ...Object.keys(providers)]);
  return Object.entries(routes).flatMap(([name, route]) =>
    listRouteModels(route)
      .filter((ref) => !known.has(parseModelRef(ref).providerId))
      .map((ref) => `  routes.${name}: there is no provider "${parseModelRef(ref).providerId}" for ${ref}`),
  );
}

const usualFile = "switchyard.config.json";

/** The operator's configuration, read once; empty when there is no file. */
export function getConfig(): Config {
  return singleton("config", () => {
    const file = getEnv().SWITCHYARD_CONFIG;
    if (existsSync(file)) return parseConfig(readConfig(file), file);
    if (file !== path.resolve(usualFile))
      getLog().warn({ file }, "SWITCHYARD_CONFIG names a file that is not there; nothing is configured.");
    return parseConfig("{}", file);
  });
}

function readConfig(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
