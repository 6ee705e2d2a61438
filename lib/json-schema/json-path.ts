/** The path of a value in a document, such as `$.items[0].city` or `$["odd key"]`. */
export function toJsonPath(keys: readonly string[]): string {
  return keys.reduce(toChildPath, "$");
}

/** The path of what lies below `path` under a key. */
export function toChildPath(path: string, key: string): string {
  if (/^(?:0|[1-9]\d*)$/.test(key)) return `${path}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** True when a path is this one, or lies below it. */
export function isWithin(path: string, above: string): boolean {
  return path === above || (path.startsWith(above) && /^[.[]/.test(path.slice(above.length)));
}
