import { AppError } from "@/lib/app-error";

/** Why something asked for did not happen: the sentence for the user, and what ends its being true. */
export type Refusal = {
  /** `busy` ends with the answer that is arriving, `unreachable` with the server's next word. */
  reason: "busy" | "unreachable" | "refused";
  text: string;
};

export const stillArriving: Refusal = {
  reason: "busy",
  text: "An answer is still arriving. Stop it, or wait until it has ended.",
};

export const allLanesOff: Refusal = {
  reason: "refused",
  text: "Every lane is switched off for this message. Switch at least one on below.",
};

export const goneMessage: Refusal = {
  reason: "refused",
  text: "The message that was looked for is not in this chat any more. Its lane may have been removed.",
};

/** What the server's refusal, or its silence, means for the user. */
export function toRefusal(error: unknown): Refusal {
  if (!(error instanceof AppError)) {
    return {
      reason: "unreachable",
      text: "The Switchyard server cannot be reached. Nothing was sent; try again once it runs.",
    };
  }
  if (error.code === "lane_busy") {
    return {
      reason: "busy",
      text: "This chat is already answering, perhaps in another tab. Your message was not sent; send it when the answer has ended.",
    };
  }
  return { reason: "refused", text: error.message };
}
