/** Prompts of the first screen: what each shows about a model in one answer. */
export const examples = [
  {
    title: "Explain with a table",
    prompt: "Compare TCP, UDP and QUIC for a game server. Use a short table, then say which you would take.",
  },
  {
    title: "Write code",
    prompt:
      "Write a TypeScript function that debounces an async function and keeps only the last result. Explain the edge cases.",
  },
  {
    title: "Reason step by step",
    prompt:
      "A train leaves at 9:40 and averages 84 km/h; another follows at 10:05 at 112 km/h. When and where do they meet?",
  },
  {
    title: "Derive a formula",
    prompt: "Derive the closed form of the sum of the first n squares, with the formulas set in LaTeX.",
  },
] as const;
