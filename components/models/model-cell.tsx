import { copyIcons } from "@/components/chat/use-copying";
import { Icon } from "@/components/icons/icon";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { describeSource } from "@/lib/catalogue/describe-source";
import { toModelAddress, toProviderAddress } from "@/lib/catalogue/model-address";

import { reachClass } from "./column-class";

/** What a row shows beside its model, and what may be done with it. */
export type RowState = {
  /** It is one of the offers of the group above. */
  isMember: boolean;
  isPicked: boolean;
  canPick: boolean;
  onPick: (ref: string) => void;
  /** What became of copying its ref a moment ago. */
  copied: "none" | "copied" | "failed";
  onCopy: (ref: string) => void;
};

type ModelCellProps = RowState & { model: CatalogueModel; providerName: string };

/**
 * A model's name over its ref, which begins with the provider and can be copied, and its tick; where the row comes from on
 * hover. Bare elements and few of them: rows come and go by the dozen. Links are followed by the table.
 */
export function ModelCell({
  model,
  providerName,
  isMember,
  isPicked,
  canPick,
  copied,
  ...on
}: ModelCellProps) {
  const { ref, name, providerId } = model;
  const label = `Copy ${ref}`;
  return (
    <div
      className={`group/model relative leading-tight ${isMember ? "pl-12" : "pl-6.5"}`}
      title={`${name}\n${ref}\n${describeSource(model)}`}
    >
      <input
        type="checkbox"
        aria-label={`Pick ${name} of ${providerName}`}
        className={`${reachClass} absolute inset-y-0 my-auto size-4 accent-accent ${isMember ? "left-5" : "left-0"}`}
        checked={isPicked}
        disabled={!canPick && !isPicked}
        onChange={() => on.onPick(ref)}
      />
      <a
        dir="auto"
        href={toModelAddress(ref)}
        className={`${reachClass} block truncate text-left font-medium hover:underline`}
      >
        {name}
      </a>
      <span className="block truncate font-mono text-[0.6875rem] text-muted">
        <a
          href={toProviderAddress(providerId)}
          title={providerName}
          className={`${reachClass} inline-block max-w-2/5 truncate align-bottom hover:text-foreground hover:underline`}
        >
          {providerId}
        </a>
        {ref.slice(providerId.length)}
      </span>
      <button
        type="button"
        aria-label={label}
        title={label}
        // Transparent by its colour: an opacity would be a layer of its own in every row.
        className="absolute inset-y-0 right-0 my-auto scroll-mt-14 flex size-8 cursor-pointer items-center justify-center rounded-lg text-transparent group-hover/model:bg-surface-secondary group-hover/model:text-muted hover:bg-default! focus-visible:bg-background focus-visible:text-muted max-sm:hidden"
        onClick={() => on.onCopy(ref)}
      >
        <Icon name={copyIcons[copied]} />
      </button>
    </div>
  );
}
