// Writes switchyard.config.schema.json, by which editors check the configuration file. Run it when the schema changes:
// node scripts/write-config-schema.mjs (Node 24).
import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

// The sources leave the extension of a neighbour out, which Node does not resolve by itself.
registerHooks({
  resolve: (specifier, context, next) =>
    next(
      /^\.\/[\w-]+$/.test(specifier) && context.parentURL?.endsWith(".ts") ? `${specifier}.ts` : specifier,
      context,
    ),
});
const source = new URL("../lib/providers/config-json-schema.ts", import.meta.url);
const { toConfigJsonSchema } = await import(source.href);
const target = new URL("../switchyard.config.schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(toConfigJsonSchema(), null, 2)}\n`);
