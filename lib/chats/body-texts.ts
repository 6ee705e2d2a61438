import { z } from "zod";
import { ownBodyKeys } from "@/lib/chats/lane-settings";
import type { SettingTexts } from "@/lib/chats/parsed-setting";
import { locateJsonFault } from "@/lib/locate-json-fault";

const objectSchema = z.record(z.string(), z.json());

/** Where each of the body fields that are not free is set instead. */
const places: Record<(typeof ownBodyKeys)[number], string> = {
  model: "the model is chosen beside the message box",
  messages: "the messages are the conversation's",
  stream: "choose Stream or Generate under Reply",
};

/** Other body fields as a JSON object. */
export const bodyTexts: SettingTexts<z.infer<typeof objectSchema>> = {
  format: (value) => JSON.stringify(value, null, 2),
  parse: (text) => {
    if (text.trim() === "") return { problem: null, value: undefined };
    const fault = locateJsonFault(text);
    if (fault !== null) {
      return { problem: `Line ${fault.line}, column ${fault.column}: expected ${fault.expected}.` };
    }
    const { success, data } = objectSchema.safeParse(JSON.parse(text));
    if (!success) return { problem: 'A JSON object, such as {"top_k": 40}.' };
    const own = ownBodyKeys.find((key) => Object.hasOwn(data, key));
    if (own !== undefined) return { problem: `Leave out "${own}": ${places[own]}.` };
    return { problem: null, value: Object.keys(data).length === 0 ? undefined : data };
  },
};
