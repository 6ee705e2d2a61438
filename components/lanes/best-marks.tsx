"use client";

import { createContext } from "react";
import type { BestMark } from "@/lib/comparison/to-best-marks";

/** By run id, what an answer was best at among the answers of its turn. */
export const BestMarks = createContext<ReadonlyMap<string, ReadonlySet<BestMark>>>(new Map());
