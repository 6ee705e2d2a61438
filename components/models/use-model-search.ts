"use client";

import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { capabilityNames } from "@/lib/catalogue/filter-models";
import { sortableColumns } from "./model-columns";

/** What the table shows, as the URL says it: `?q=llama&can=image,tools&sort=context&dir=desc`; defaults are left out. */
export function useModelSearch() {
  return useQueryStates(
    {
      q: parseAsString.withDefault(""),
      sort: parseAsStringLiteral(sortableColumns),
      dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
      can: parseAsArrayOf(parseAsStringLiteral(capabilityNames)).withDefault([]),
      ready: parseAsBoolean.withDefault(false),
      provider: parseAsString,
      context: parseAsInteger,
      price: parseAsFloat,
      removed: parseAsBoolean.withDefault(false),
      specs: parseAsBoolean.withDefault(false),
      pick: parseAsArrayOf(parseAsString).withDefault([]),
    },
    { history: "replace", clearOnDefault: true },
  );
}
