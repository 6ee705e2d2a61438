import type { Metadata } from "next";
import { Suspense } from "react";
import { ModelBrowser } from "@/components/models/model-browser";
import { PageHeader } from "@/components/workspace/page-header";
import { requirePageCaller } from "@/lib/server/access/caller";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsPage() {
  await requirePageCaller();
  return (
    <>
      <PageHeader title="Models" />
      <Suspense>
        <ModelBrowser />
      </Suspense>
    </>
  );
}
