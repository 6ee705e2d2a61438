"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { sortableColumns } from "./model-columns";

/** What the table shows, as the URL says it: `?q=llama&sort=context&dir=desc`; defaults are left out. */
export function useModelSearch() {
  return useQueryStates(
    {
      q: parseAsString.withDefault(""),
      sort: parseAsStringLiteral(sortableColumns),
      dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
    },
    { history: "replace", clearOnDefault: true },
  );
}
