import "server-only";

const key = Symbol.for("switchyard.singletons");

/** The process's registry. The cast is the only way to name a property of ours on `globalThis`. */
function getRegistry(): Map<string, unknown> {
  const holder = globalThis as { [key]?: Map<string, unknown> };
  holder[key] ??= new Map();
  return holder[key];
}

/**
 * The process's one value under `name`. Next bundles a module once per route, so module-level state would exist
 * several times; what must exist once lives here.
 */
export function singleton<T>(name: string, create: () => T): T {
  const registry = getRegistry();
  if (!registry.has(name)) registry.set(name, create());
  // A name belongs to one caller, so what it stored is what it gets back.
  return registry.get(name) as T;
}
