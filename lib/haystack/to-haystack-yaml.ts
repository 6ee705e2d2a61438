import { stringify } from "yaml";
import type { JsonValue } from "@/lib/json-value";
import { writeTags } from "./pyyaml-tags";

/** YAML that Python's safe loader, which Haystack uses, reads as exactly these values. */
export function toHaystackYaml(written: JsonValue): string {
  return stringify(written, {
    schema: "failsafe",
    customTags: (tags) => [...writeTags, ...tags],
    aliasDuplicateObjects: false,
    lineWidth: 0,
  });
}
