import type { Metadata } from "next";
import { PeriodLinks } from "@/components/usage/period-links";
import { UsageView } from "@/components/usage/usage-view";
import { PageHeader } from "@/components/workspace/page-header";
import { requirePageCaller } from "@/lib/server/access/caller";
import { readUsage } from "@/lib/server/runs/read-usage";
import { usagePeriodSchema } from "@/lib/usage/usage-report";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage({ searchParams }: PageProps<"/usage">) {
  const { ownerId } = await requirePageCaller();
  const days = usagePeriodSchema.parse((await searchParams).days);
  const report = await readUsage(ownerId, days);
  return (
    <>
      <PageHeader title="Usage">
        <PeriodLinks days={days} />
      </PageHeader>
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <UsageView report={report} />
      </div>
    </>
  );
}
