"use client";

import { useLayoutEffect } from "react";
import { applyTheme } from "./theme-store";

/**
 * A page that is not there is drawn anew in the browser, as the root with its first theme: no script runs before that one's
 * first paint.
 */
export function KeepTheme() {
  useLayoutEffect(applyTheme, []);
  return null;
}
