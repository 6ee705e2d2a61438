import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      // "server-only" throws outside a React server bundle; under vitest its own empty module stands in.
      "server-only": here("node_modules/server-only/empty.js"),
      "@": here("."),
    },
  },
  test: {
    include: ["{app,components,lib,scripts,e2e}/**/*.test.{ts,tsx,mjs}"],
    environment: "node",
  },
});
