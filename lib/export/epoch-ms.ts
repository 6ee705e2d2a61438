import { z } from "zod";

/** The last moment that a `Date` can be (ECMA-262, 21.4.1.1): to show a later one fails. */
const latest = 8_640_000_000_000_000;

export const epochMs = z.number().min(0).max(latest);
