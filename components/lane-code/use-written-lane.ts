"use client";

import { useEffect, useState } from "react";
import { useCatalogue } from "@/components/models/catalogue-store";
import { AppError } from "@/lib/app-error";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import {
  type LaneForm,
  type LaneScope,
  type WrittenLaneCode,
  writeLaneCode,
} from "@/lib/lane-code/write-lane-code";
import { parseModelRef } from "@/lib/model-ref";
import type { ProviderAddress } from "@/lib/providers/provider-address";

type LaneToShow = { form: LaneForm; model: string; settings: LaneSettings; scope: LaneScope };
type Written = { written: WrittenLaneCode | null; problem: string | null };

const nothingYet: Written = { written: null, problem: null };

function findAddress(catalogue: Catalogue | null, model: string): ProviderAddress | null {
  const { providerId } = parseModelRef(model);
  return catalogue?.providers.find(({ id }) => id === providerId) ?? null;
}

/** The lane as code. */
export function useWrittenLane({ form, model, settings, scope }: LaneToShow): Written {
  const { catalogue, failed } = useCatalogue();
  const [state, setState] = useState<Written>(nothingYet);
  const isReady = catalogue !== null || failed;

  useEffect(() => {
    if (!isReady) return;
    let isCurrent = true;
    const write = async () =>
      writeLaneCode(form, { model, settings, scope, address: findAddress(catalogue, model) });
    write().then(
      (written) => isCurrent && setState({ written, problem: null }),
      (error: unknown) =>
        isCurrent &&
        setState({
          written: null,
          problem: error instanceof AppError ? error.message : "The code could not be written.",
        }),
    );
    return () => {
      isCurrent = false;
    };
  }, [form, model, settings, scope, catalogue, isReady]);

  return state;
}
