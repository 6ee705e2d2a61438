import type { Metadata } from "next";
import { ComparisonFilePage } from "@/components/comparison/comparison-file-page";
import { PageHeader } from "@/components/workspace/page-header";
import { requirePageCaller } from "@/lib/server/access/caller";

export const metadata: Metadata = { title: "Comparison file" };

export default async function FilePage() {
  await requirePageCaller();
  return (
    <>
      <PageHeader title="Comparison file" />
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        <ComparisonFilePage />
      </div>
    </>
  );
}
