import { z } from "zod";

const prefix = "prompt-values:";
const schema = z.record(z.string(), z.string());

/** What was last put in for a prompt's variables in this browser. */
export function getLastValues(promptId: string): Record<string, string> {
  try {
    const text = localStorage.getItem(prefix + promptId);
    return text === null ? {} : schema.parse(JSON.parse(text));
  } catch {
    // Switched off, or written by another version of this page.
    return {};
  }
}

export function keepLastValues(promptId: string, values: Record<string, string>): void {
  try {
    localStorage.setItem(prefix + promptId, JSON.stringify(values));
  } catch {
    // Switched off or full: then they are asked for anew.
  }
}
