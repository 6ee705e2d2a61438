import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { describeSource } from "@/lib/catalogue/describe-source";
import { toModelAddress } from "@/lib/catalogue/model-address";
import { CopyRefButton } from "./copy-ref-button";

/** A model's name over its ref, which can be copied; where the row comes from on hover. Its link is followed by the table. */
export function ModelCell({ model }: { model: CatalogueModel }) {
  return (
    <div className="group/model relative flex min-w-0 flex-1 items-center" title={describeSource(model)}>
      <div className="flex min-w-0 flex-1 flex-col leading-tight">
        <a href={toModelAddress(model.ref)} className="truncate font-medium hover:underline">
          {model.name}
        </a>
        <span className="truncate font-mono text-[0.6875rem] font-normal text-muted">{model.ref}</span>
      </div>
      <span className="absolute right-0 bg-background opacity-0 max-sm:hidden group-hover/row:bg-surface-secondary group-hover/model:opacity-100 focus-within:opacity-100">
        <CopyRefButton modelRef={model.ref} />
      </span>
    </div>
  );
}
