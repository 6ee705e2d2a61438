import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

/** Opens a new chat with this model. */
export function TryLink({ model }: { model: CatalogueModel }) {
  return (
    <a
      href={`/?${new URLSearchParams({ model: model.ref })}`}
      aria-label={`Try ${model.name}`}
      className="rounded-md px-2 py-1 text-sm font-medium text-link hover:bg-default"
    >
      Try
    </a>
  );
}
