"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import { useCatalogue } from "@/components/models/catalogue-store";
import { findModelIn } from "@/lib/catalogue/find-model";
import type { SettingName } from "@/lib/chats/setting-texts";
import { type Gates, toGates } from "@/lib/settings-gates/to-gates";
import { useRefusals } from "./refusal-store";

export type LaneGates = Gates & {
  /** By setting, what is known against it in other lanes: `Lane 2: GPT-5 takes no temperature, …`. */
  elsewhere: Partial<Record<SettingName, string[]>>;
};

/** What is known against the settings of a lane's model, and of the models of the other lanes. */
export function useGates(lane: LaneSession, lanes: readonly LaneSession[]): LaneGates {
  const { catalogue } = useCatalogue();
  const refusals = useRefusals();
  const models = useModels(lanes);
  const own = lanes.indexOf(lane);
  return useMemo(() => {
    const all = models.split("\n").map((ref) => {
      const known = findModelIn(catalogue?.models ?? [], ref);
      return toGates({ ref, name: known?.name ?? ref.slice(ref.indexOf("/") + 1), known, refusals });
    });
    const elsewhere: LaneGates["elsewhere"] = {};
    for (const [index, { settings }] of all.entries()) {
      if (index === own || models.split("\n")[index] === models.split("\n")[own]) continue;
      for (const [name, gate] of Object.entries(settings)) {
        const setting = name as SettingName;
        elsewhere[setting] = [...(elsewhere[setting] ?? []), `Lane ${index + 1}: ${gate.reason}`];
      }
    }
    return { ...(all[own] ?? { settings: {}, fields: {} }), elsewhere };
  }, [catalogue, refusals, models, own]);
}

/** The refs of the lanes' models, a line each, now and whenever one changes. */
function useModels(lanes: readonly LaneSession[]): string {
  const read = () => lanes.map((lane) => lane.store.get().model).join("\n");
  return useSyncExternalStore(
    (listener) => {
      const unsubscribes = lanes.map((lane) => lane.store.subscribe(listener));
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    read,
    read,
  );
}
