/** `approval.reason` of a call whose result a person gave. */
export const answeredByHand = "answered by hand";

/** What the model hears of a call that it was not allowed to make. */
export function toDenialWords(reason: string | undefined): string {
  return reason === undefined || reason.trim() === ""
    ? "The user did not allow this call."
    : `The user did not allow this call: ${reason.trim()}`;
}
