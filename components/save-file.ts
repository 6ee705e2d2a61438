/** Hands the browser a file to save. */
export function saveFile(text: string, { type, name }: { type: string; name: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
