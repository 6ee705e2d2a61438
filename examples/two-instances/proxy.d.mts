/** Starts the proxy on loopback; resolves with how to close it. */
export function startProxy(options: {
  port: number;
  targets: string[];
}): Promise<{ close: () => Promise<void> }>;
