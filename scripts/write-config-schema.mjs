// Writes switchyard.config.schema.json, by which editors check the configuration file. Run it when the schema changes:
// node --import ./e2e/upstreams/run-typescript.mjs scripts/write-config-schema.mjs (Node 24).
import { writeFileSync } from "node:fs";

const source = new URL("../lib/providers/config-json-schema.ts", import.meta.url);
const { toConfigJsonSchema } = await import(source.href);
const target = new URL("../switchyard.config.schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(toConfigJsonSchema(), null, 2)}\n`);
