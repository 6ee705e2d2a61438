import "server-only";
import { findModel } from "./get-catalogue";

/** The catalogue's names of these models, by ref; those it does not know are left out. */
export function toModelNames(refs: string[]): Record<string, string> {
  return Object.fromEntries(
    refs.flatMap((ref) => {
      const name = findModel(ref)?.name;
      return name === undefined ? [] : [[ref, name]];
    }),
  );
}
