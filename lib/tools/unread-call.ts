/** Why the arguments of a call could not be read: the answer ended within them, or they are no JSON. */
export type UnreadCause = "limit" | "end" | "form";

const words: Record<UnreadCause, string> = {
  limit:
    "The answer reached its output limit in the middle of these arguments, so nothing was called. Raise the limit in the settings and ask again.",
  end: "The answer ended in the middle of these arguments, so nothing was called. Ask again.",
  form: "The model wrote arguments that are no JSON, so nothing was called. It is told, and may call again.",
};

/** What the user is told of a call whose arguments could not be read. */
export const toUnreadWords = (cause: UnreadCause): string => words[cause];

/** Whether these are the words for a call that was cut off. */
export const isCutOff = (errorText: string): boolean => errorText === words.limit || errorText === words.end;
