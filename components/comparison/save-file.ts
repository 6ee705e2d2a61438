/** Hands a file to the browser, which saves it where its user keeps such files. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the address by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** `comparison-2026-11-28-0941.json`: in the reader's own time. */
export function toFileName(savedAt: Date, ending: string): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [savedAt.getFullYear(), two(savedAt.getMonth() + 1), two(savedAt.getDate())].join("-");
  return `comparison-${day}-${two(savedAt.getHours())}${two(savedAt.getMinutes())}.${ending}`;
}
