"use client";

import { createContext } from "react";
import type { LaneSession } from "@/components/chat/lane-session";

/** The lane whose messages are drawn: for what looks beyond the shown path, such as an answer's other versions. */
export const CurrentLane = createContext<LaneSession | null>(null);
