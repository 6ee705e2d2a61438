import type { Metadata } from "next";
import { SessionList } from "@/components/access/session-list";
import { KeyGuide } from "@/components/settings/key-guide";
import { ProviderList } from "@/components/settings/provider-list";
import { RouteList } from "@/components/settings/route-list";
import { YourData } from "@/components/settings/your-data";
import { GatewayTokens } from "@/components/tokens/gateway-tokens";
import { PageHeader } from "@/components/workspace/page-header";
import { requirePageCaller } from "@/lib/server/access/caller";
import { isLocked } from "@/lib/server/access/password";
import { getSessionId } from "@/lib/server/access/session";
import { listSessions } from "@/lib/server/access/session-store";
import { listTokens } from "@/lib/server/access/token-store";
import { measureStorage } from "@/lib/server/chats/measure-storage";
import { getEnv } from "@/lib/server/env";
import { getCatalogue } from "@/lib/server/providers/get-catalogue";
import { readLiveReport } from "@/lib/server/providers/read-live-report";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { ownerId } = await requirePageCaller();
  const storage = await measureStorage(ownerId);
  const { providers, routes } = getCatalogue();
  const report = await readLiveReport();
  const { SWITCHYARD_DATA, SWITCHYARD_CONFIG, PUBLIC_URL, PORT } = getEnv();
  return (
    <>
      <PageHeader title="Settings" />
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-3xl flex-col px-4 py-6">
          <h2 className="mb-3 text-base font-semibold">Models that answer for real</h2>
          <KeyGuide />
          <h2 className="mt-10 text-base font-semibold">Providers</h2>
          <p className="mt-1 text-sm text-pretty text-muted">
            {report === null ? (
              <>
                Nothing has been checked from this server yet:{" "}
                <code className="font-mono text-xs">npm run test:live</code> tries each provider whose key is
                set.
              </>
            ) : (
              <>
                Each row says how it was last verified.{" "}
                <code className="font-mono text-xs">npm run test:live</code> does it again.
              </>
            )}
          </p>
          <ProviderList
            providers={providers.filter(({ isListedOnly }) => isListedOnly !== true)}
            rows={report?.rows ?? []}
          />
          <h2 className="mt-10 mb-3 text-base font-semibold">Routes</h2>
          <RouteList routes={routes} />
          <h2 id="tokens" className="mt-10 mb-3 scroll-mt-4 text-base font-semibold">
            Gateway tokens
          </h2>
          <GatewayTokens
            initialTokens={await listTokens(ownerId)}
            baseUrl={`${PUBLIC_URL?.replace(/\/$/, "") ?? `http://localhost:${PORT}`}/v1`}
            isOpen={!isLocked()}
          />
          {isLocked() && (
            <>
              <h2 className="mt-10 mb-3 text-base font-semibold">Signed-in browsers</h2>
              <SessionList initialSessions={await listSessions(ownerId, await getSessionId())} />
            </>
          )}
          <h2 className="mt-10 mb-3 text-base font-semibold">Your data</h2>
          <YourData storage={storage} />
          <h2 className="mt-10 mb-3 text-base font-semibold">This server</h2>
          <dl className="divide-y divide-separator rounded-xl border border-border bg-surface text-sm">
            <Fact name="Chats and runs are stored in" value={SWITCHYARD_DATA} />
            <Fact name="Own providers, headers, prices and routes" value={SWITCHYARD_CONFIG} />
          </dl>
        </div>
      </div>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 px-4 py-3">
      <dt>{name}</dt>
      <dd className="min-w-0 font-mono text-xs break-all text-muted">{value}</dd>
    </div>
  );
}
