"use client";

import { useCatalogue } from "@/components/models/catalogue-store";
import { describeOrigin } from "@/lib/catalogue/describe-source";
import { findModelIn } from "@/lib/catalogue/find-model";
import { originOf } from "@/lib/catalogue/origin-of";
import { formatCount } from "@/lib/format-number";
import { isRouteRef } from "@/lib/routes/route-ref";
import { useSetting } from "./settings-context";
import { TextSetting } from "./text-setting";

/** The longest answer, beside what the catalogue knows of the model's own limit. */
export function MaxTokensSetting({ model }: { model: string }) {
  const { sent } = useSetting("maxOutputTokens");
  const { catalogue } = useCatalogue();
  const known = findModelIn(catalogue?.models ?? [], model);
  const limit = known?.maxOutputTokens ?? null;
  const source = known === null ? "" : ` (${describeOrigin(originOf(known, "maxOutputTokens"))})`;
  const isAbove = limit !== null && sent !== "" && Number(sent) > limit;
  return (
    <TextSetting
      name="maxOutputTokens"
      inputMode="numeric"
      hint={
        limit === null
          ? isRouteRef(model)
            ? "Each of the route's models has a limit of its own"
            : "The model's limit is not known"
          : isAbove
            ? `Above the model's limit of ${formatCount(limit)}${source}: the provider may refuse`
            : `The model's limit: ${formatCount(limit)}${source}`
      }
    />
  );
}
