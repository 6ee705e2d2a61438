import type { Catalogue, CatalogueRoute } from "@/lib/catalogue/catalogue-model";
import { findModelIn } from "@/lib/catalogue/find-model";
import { settingLabels } from "@/lib/chats/setting-labels";
import type { SettingName } from "@/lib/chats/setting-texts";
import { isRouteRef } from "@/lib/routes/route-ref";
import type { Gates } from "@/lib/settings-gates/to-gates";
import type { PresetContent } from "./preset-schema";

type Known = {
  /** null while it is not known. */
  catalogue: Catalogue | null;
  /** Of the preset's model, or of the lane's where it has none. */
  gates: Gates;
};

/** What must be known before a preset is used: nothing of it is lost, but not all of it may have an effect. */
export function listPresetProblems(
  { model, settings }: Pick<PresetContent, "model" | "settings">,
  { catalogue, gates }: Known,
): string[] {
  const unsent = Object.entries(gates.settings).filter(
    ([name, gate]) => gate.kind !== "renamed" && settings[name as SettingName] !== undefined,
  );
  return [
    ...(model === null || catalogue === null ? [] : listModelProblems(model, catalogue)),
    ...unsent.map(([name, { reason }]) => `${settingLabels[name as SettingName]}: ${reason}`),
    ...Object.entries(gates.fields)
      .filter(([field]) => settings.body?.[field] !== undefined)
      .map(([field, { reason }]) => `${field}: ${reason}`),
  ];
}

function listModelProblems(ref: string, { models, providers, routes }: Catalogue): string[] {
  if (isRouteRef(ref))
    return listRouteProblems(
      routes.find((route) => route.ref === ref),
      ref,
    );
  const providerId = ref.slice(0, Math.max(0, ref.indexOf("/")));
  const provider = providers.find(({ id, isListedOnly }) => id === providerId && isListedOnly !== true);
  if (provider === undefined)
    return [`This server has no provider "${providerId}": the model cannot be called.`];
  const known = findModelIn(models, ref);
  if (known === null) return [`The catalogue does not know ${ref}: it is asked for as it stands.`];
  return known.notOffered === null ? [] : [known.notOffered];
}

function listRouteProblems(route: CatalogueRoute | undefined, ref: string): string[] {
  if (route === undefined) return [`This server has no route ${ref}: it cannot be called.`];
  return route.callable || route.reason === null ? [] : [route.reason];
}
