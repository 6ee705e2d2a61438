import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import type { SettingTexts } from "@/lib/chats/parsed-setting";

const written: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const meant: Record<string, string> = { "\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t" };

/** Stop sequences, one a line; a line break inside one is written `\n`. Spaces count. */
export const stopSequenceTexts: SettingTexts<string[]> = {
  format: (sequences) =>
    sequences.map((sequence) => sequence.replace(/[\\\n\r\t]/g, (sign) => written[sign] ?? sign)).join("\n"),
  parse: (text) => {
    const value = text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.replace(/\\[\\nrt]/g, (code) => meant[code] ?? code));
    if (value.length === 0) return { problem: null, value: undefined };
    if (laneSettingsSchema.shape.stopSequences.safeParse(value).success) return { problem: null, value };
    return { problem: "At most 16 sequences of at most 200 characters, one a line." };
  },
};
