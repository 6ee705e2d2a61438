import type { NextConfig } from "next";
import { securityHeaders } from "./lib/security-headers";

const headers = Object.entries(securityHeaders).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // `npm run check` is the gate for types; checking again would only keep `npm start` waiting.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["better-sqlite3", "pino"],
  headers: async () => [{ source: "/:path*", headers }],
};

export default config;
