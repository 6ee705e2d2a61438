import type { Catalogue, CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { searchModels } from "@/lib/catalogue/search-models";

/** A line of the model picker. A typed ref that the catalogue does not know can be used as it is. */
export type PickerRow =
  | { kind: "heading"; key: string; name: string; note: string | null; simulated: boolean }
  | { kind: "model"; key: string; ref: string; model: CatalogueModel; callable: boolean }
  | { kind: "typed"; key: string; ref: string };

const typedRef = /^[a-z0-9][a-z0-9-]*\/\S+$/;

type Group = { provider: CatalogueProvider; models: CatalogueModel[] };

function toGroups(providers: CatalogueProvider[], models: CatalogueModel[]): Group[] {
  const byProvider = Map.groupBy(models, (model) => model.providerId);
  // Groups stand in the order of their best match; without a search, in the order of providers.
  const order = new Map([...byProvider.keys()].map((id, index) => [id, index]));
  return providers
    .flatMap((provider) => {
      const own = byProvider.get(provider.id) ?? [];
      return own.length === 0 ? [] : [{ provider, models: own }];
    })
    .toSorted((a, b) => (order.get(a.provider.id) ?? 0) - (order.get(b.provider.id) ?? 0));
}

function toGroupRows({ provider, models }: Group): PickerRow[] {
  const offered = models.filter((model) => model.notOffered === null);
  const notOffered = models.filter((model) => model.notOffered !== null);
  return [
    {
      kind: "heading",
      key: `heading:${provider.id}`,
      name: provider.name,
      note: provider.reason ?? provider.notice,
      simulated: provider.kind === "demo",
    },
    ...[...offered, ...notOffered].map(
      (model): PickerRow => ({
        kind: "model",
        key: model.ref,
        ref: model.ref,
        model,
        callable: provider.callable,
      }),
    ),
  ];
}

function toRecentRows({ providers, models }: Catalogue, recents: string[]): PickerRow[] {
  const rows = recents.flatMap((ref): PickerRow[] => {
    const model = models.find((candidate) => candidate.ref === ref);
    const provider = providers.find((candidate) => candidate.id === model?.providerId);
    if (model === undefined || provider === undefined) return [];
    return [{ kind: "model", key: `recent:${ref}`, ref, model, callable: provider.callable }];
  });
  if (rows.length === 0) return [];
  return [{ kind: "heading", key: "heading:recent", name: "Recent", note: null, simulated: false }, ...rows];
}

/** The picker's lines for what is typed: recents, then what can be called now, then the rest with why it cannot. */
export function toPickerRows(options: {
  catalogue: Catalogue;
  query: string;
  recents: string[];
}): PickerRow[] {
  const { catalogue, recents } = options;
  const query = options.query.trim();
  const providerNames = new Map(catalogue.providers.map(({ id, name }) => [id, name]));
  // As in the table's usual view; its ref can still be typed.
  const models = catalogue.models.filter(({ removedUpstream }) => removedUpstream !== true);
  const found = searchModels({ models, providerNames, query }).map(({ model }) => model);
  const groups = toGroups(catalogue.providers, found);
  const isTyped = typedRef.test(query) && !models.some((model) => model.ref === query);
  return [
    ...(isTyped ? [{ kind: "typed" as const, key: "typed", ref: query }] : []),
    ...(query === "" ? toRecentRows(catalogue, recents) : []),
    ...groups.filter(({ provider }) => provider.callable).flatMap(toGroupRows),
    ...groups.filter(({ provider }) => !provider.callable).flatMap(toGroupRows),
  ];
}
