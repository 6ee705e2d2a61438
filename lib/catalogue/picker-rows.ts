import type {
  Catalogue,
  CatalogueModel,
  CatalogueProvider,
  CatalogueRoute,
} from "@/lib/catalogue/catalogue-model";
import { searchModels } from "@/lib/catalogue/search-models";

/** A line of the model picker. A typed ref that the catalogue does not know can be used as it is. */
export type PickerRow =
  | { kind: "heading"; key: string; name: string; note: string | null; simulated: boolean }
  | { kind: "model"; key: string; ref: string; model: CatalogueModel; callable: boolean }
  | { kind: "route"; key: string; ref: string; route: CatalogueRoute }
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

const toRouteRow = (route: CatalogueRoute, key = route.ref): PickerRow => ({
  kind: "route",
  key,
  ref: route.ref,
  route,
});

function toRouteRows(routes: CatalogueRoute[], query: string): PickerRow[] {
  const words = query.toLowerCase().split(/\s+/);
  const found = routes.filter(({ ref, name, description }) => {
    const text = `${ref} ${name} ${description ?? ""} route`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (found.length === 0) return [];
  const note = "choose a model by rule, and fall back";
  return [
    { kind: "heading", key: "heading:routes", name: "Routes", note, simulated: false },
    ...found.map((route) => toRouteRow(route)),
  ];
}

function toRecentRows({ providers, models, routes }: Catalogue, recents: string[]): PickerRow[] {
  const rows = recents.flatMap((ref): PickerRow[] => {
    const route = routes.find((candidate) => candidate.ref === ref);
    if (route !== undefined) return [toRouteRow(route, `recent:${ref}`)];
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
  // The catalogue's own list, whose index is made once.
  const found = searchModels({ models: catalogue.models, providerNames, query })
    .map(({ model }) => model)
    // As in the table's usual view; a ref of the others can still be typed.
    .filter(({ removedUpstream }) => removedUpstream !== true);
  const groups = toGroups(catalogue.providers, found);
  const isTyped =
    typedRef.test(query) &&
    !found.some(({ ref }) => ref === query) &&
    !catalogue.routes.some(({ ref }) => ref === query);
  return [
    ...(isTyped ? [{ kind: "typed" as const, key: "typed", ref: query }] : []),
    ...(query === "" ? toRecentRows(catalogue, recents) : []),
    ...toRouteRows(catalogue.routes, query),
    ...groups.filter(({ provider }) => provider.callable).flatMap(toGroupRows),
    ...groups.filter(({ provider }) => !provider.callable).flatMap(toGroupRows),
  ];
}
