import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { reachClass } from "./column-class";

/** Opens a new chat with this model. */
export function TryLink({ model }: { model: CatalogueModel }) {
  return (
    <a
      href={`/?${new URLSearchParams({ model: model.ref })}`}
      aria-label={`Try ${model.name}`}
      className={`${reachClass} rounded-md px-2 py-1 text-sm font-medium text-link hover:bg-default`}
    >
      Try
    </a>
  );
}
