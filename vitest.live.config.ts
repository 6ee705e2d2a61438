import { defineConfig } from "vitest/config";
import base from "./vitest.config";

/** `npm run test:live`: the same checks as in `npm test`, on the real services whose keys are set. */
export default defineConfig({
  ...(base.resolve === undefined ? {} : { resolve: base.resolve }),
  test: { include: ["e2e/rows/rows.live.ts"], environment: "node", fileParallelism: false },
});
