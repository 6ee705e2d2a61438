/** The seven models in the service's own spelling. */
export const llamaModelIds = [
  "Llama-4-Maverick-17B-128E-Instruct-FP8",
  "Llama-4-Scout-17B-16E-Instruct-FP8",
  "Llama-3.3-70B-Instruct",
  "Llama-3.3-8B-Instruct",
  "Cerebras-Llama-4-Maverick-17B-128E-Instruct",
  "Cerebras-Llama-4-Scout-17B-16E-Instruct",
  "Groq-Llama-4-Maverick-17B-128E-Instruct",
];

export type EmulatedModel = { id: string; takesImages: boolean };

/** The model in either casing; null when there is none. */
export function findModel(name: unknown): EmulatedModel | null {
  if (typeof name !== "string") return null;
  const id = llamaModelIds.find((known) => known.toLowerCase() === name.toLowerCase());
  return id === undefined ? null : { id, takesImages: id.endsWith("-FP8") };
}
