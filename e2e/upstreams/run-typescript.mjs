// Lets plain Node run the engine's TypeScript: `node --import ./e2e/upstreams/run-typescript.mjs script.ts`.
// Node strips the types by itself; this finds files as the bundler does.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

/** `@/lib/id` and `./id` are written without their ending. */
function toFile(specifier, parent) {
  const url = specifier.startsWith("@/") ? new URL(specifier.slice(2), root) : new URL(specifier, parent);
  const found = [".ts", ".tsx", "/index.ts"].find((end) => existsSync(fileURLToPath(url) + end));
  return found === undefined ? url.href : url.href + found;
}

registerHooks({
  resolve: (specifier, context, next) => {
    // Outside a React server bundle this package throws; the condition chooses its own empty module.
    if (specifier === "server-only")
      return next(specifier, { ...context, conditions: [...context.conditions, "react-server"] });
    // The package has no list of exports, and Node adds no endings.
    if (/^next\/\w+$/.test(specifier)) return next(`${specifier}.js`, context);
    const isOurs =
      specifier.startsWith("@/") ||
      (specifier.startsWith(".") && !context.parentURL?.includes("node_modules"));
    return next(isOurs ? toFile(specifier, context.parentURL) : specifier, context);
  },
});
