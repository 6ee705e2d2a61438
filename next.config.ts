import type { NextConfig } from "next";
import { dataSecurityHeaders, securityHeaders } from "./lib/security-headers";

const toList = (headers: Record<string, string>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  // `npm run check` is the gate for types; checking again would only keep `npm start` waiting.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["better-sqlite3", "pino"],
  headers: async () => [
    { source: "/:path*", headers: toList(securityHeaders) },
    { source: "/:door(api|v1)/:path*", headers: toList(dataSecurityHeaders) },
  ],
};

export default config;
