/** One field of several requests' bodies. */
export type BodyField = {
  name: string;
  /** `dropped`: some of the bodies lack it. */
  verdict: "same" | "different" | "dropped";
  /** As JSON, by body; null where it is lacking. */
  values: (string | null)[];
};

function parseBody(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : { body: text };
  } catch {
    // A body that was cut for keeping is compared as the text it is.
    return { body: text };
  }
}

/** What was the same, different or missing between requests, from their bodies as they were sent. */
export function compareBodies(texts: readonly string[]): BodyField[] {
  const bodies = texts.map(parseBody);
  const names = [...new Set(bodies.flatMap((body) => Object.keys(body)))];
  return names.map((name) => {
    const values = bodies.map((body) => (name in body ? (JSON.stringify(body[name]) ?? null) : null));
    const known = new Set(values);
    const verdict = known.size === 1 ? "same" : known.has(null) ? "dropped" : "different";
    return { name, verdict, values };
  });
}
