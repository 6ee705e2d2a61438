import { fileURLToPath } from "node:url";

/**
 * Where the server's Node keeps what it has compiled, unless the operator says so: from the second start on the first page is
 * there a quarter sooner. It belongs to the build, which empties the folder; where nothing can be written, nothing is kept.
 */
export const compileCache = {
  NODE_COMPILE_CACHE:
    process.env.NODE_COMPILE_CACHE ?? fileURLToPath(new URL("../.next/compile-cache", import.meta.url)),
};
