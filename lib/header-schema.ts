import { z } from "zod";

export const headerNameSchema = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "is not a header name");
export const headerTextSchema = z.string().regex(/^[\t\x20-\x7e]*$/, "may hold printable ASCII only");

/** False for a header that carries a key: such values stay on the server, in variables. */
export function isNoCredential(name: string): boolean {
  return !/^(?:proxy-)?authorization$|^(?:x-)?api-?key$|^cookie$/i.test(name);
}

/** Why such a header is not taken, and what to do instead. */
export const credentialAdvice =
  'holds a key, and keys stay on the server: set it for the provider in switchyard.config.json, headers: { "…": { "env": "VARIABLE" } }';
