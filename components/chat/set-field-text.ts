import { toDirection } from "@/lib/to-direction";

/**
 * A text field stands in the direction of its text. With `dir="auto"` Chromium would look for that once per line that is
 * pasted or put in: 30,000 lines hold the page for five seconds.
 */
export function setFieldDirection(field: HTMLTextAreaElement): void {
  field.dir = toDirection(field.value);
}

/** Puts `text` into the field, in the place of all that it holds. */
export function setFieldText(field: HTMLTextAreaElement, text: string): void {
  field.dir = toDirection(text);
  field.value = text;
}
