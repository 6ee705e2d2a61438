/** The id of the field that messages are written in; a page shows one. */
export const composerId = "message";

/** Brings the keyboard back to the message, e.g. when the button that had it is gone. */
export function focusComposer(): void {
  document.getElementById(composerId)?.focus();
}

/** What is written in the message field and not sent. */
export function readComposer(): string {
  const field = document.getElementById(composerId);
  return field instanceof HTMLTextAreaElement ? field.value : "";
}

/** Puts a text into the message field; what is written there stays before it. */
export function writeComposer(text: string): void {
  const field = document.getElementById(composerId);
  if (!(field instanceof HTMLTextAreaElement) || text === "") return;
  field.value = field.value.trim() === "" || field.value === text ? text : `${field.value}\n\n${text}`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
