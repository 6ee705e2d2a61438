const firstStrongIsolate = "\u2068";
const popDirectionalIsolate = "\u2069";

/** A name for a sentence that is plain text: it is laid out in its own direction, and nothing around it moves. */
export const isolate = (name: string): string => `${firstStrongIsolate}${name}${popDirectionalIsolate}`;
