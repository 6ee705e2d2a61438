/**
 * What the server's Node is told. Young objects may take 3 × 16 MB instead of 3 × 32: streams leave much that is of no use
 * a moment later, and memory that is not filled is memory that is not held.
 */
export const serverNodeOptions = ["--max-semi-space-size=16"];
