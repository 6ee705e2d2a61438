"use client";

import { useSyncExternalStore } from "react";

/** A part of the screen that is fetched when it is first needed, once. */
export class LazyModule<Module> {
  readonly #load: () => Promise<Module>;
  readonly #listeners = new Set<() => void>();
  #module: Module | null = null;
  #pending = false;

  constructor(load: () => Promise<Module>) {
    this.#load = load;
  }

  /** The module, or null until it has arrived. */
  get = (): Module | null => this.#module;

  preload = (): void => {
    if (this.#module !== null || this.#pending) return;
    this.#pending = true;
    this.#load().then(
      (module) => {
        this.#module = module;
        for (const listener of this.#listeners) listener();
      },
      () => {
        // The network failed: the fallback stays, and whoever needs the module next tries again.
        this.#pending = false;
      },
    );
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.preload();
    return () => this.#listeners.delete(listener);
  };
}

const neverChanges = () => () => {};
const nothing = () => null;

/** The module once it has arrived, null before and on the server. Fetches it if `wanted`. */
export function useLazyModule<Module>(lazy: LazyModule<Module>, wanted: boolean): Module | null {
  return useSyncExternalStore(wanted ? lazy.subscribe : neverChanges, wanted ? lazy.get : nothing, nothing);
}
