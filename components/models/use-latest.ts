"use client";

import { useCallback, useLayoutEffect, useRef } from "react";

/** One function for good that calls whatever `handle` is by then: what it is handed to is not drawn again for it. */
export function useLatest<Args extends unknown[]>(handle: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(handle);
  useLayoutEffect(() => {
    latest.current = handle;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
