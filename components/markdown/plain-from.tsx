"use client";

import { createContext } from "react";

/** From which character on the newest text of a lane is to be plain, because the page does not keep up; null: none of it. */
export const PlainFrom = createContext<number | null>(null);
