const maxFileBytes = 1_000_000;

/** The text of a file somebody dropped, or why it is not read. */
export async function readTextFile(
  file: File,
): Promise<{ problem: null; text: string } | { problem: string }> {
  if (file.size > maxFileBytes) return { problem: `${file.name} is larger than 1 MB.` };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return { problem: null, text };
  } catch {
    return { problem: `${file.name} is no text in UTF-8.` };
  }
}
