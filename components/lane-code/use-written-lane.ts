"use client";

import { useEffect, useState } from "react";
import { useCatalogue } from "@/components/models/catalogue-store";
import { AppError } from "@/lib/app-error";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { type LaneForm, type WrittenLaneCode, writeLaneCode } from "@/lib/lane-code/write-lane-code";
import { parseModelRef } from "@/lib/model-ref";

type LaneToWrite = { form: LaneForm; model: string; settings: LaneSettings };
type Written = { written: WrittenLaneCode | null; problem: string | null };

const nothingYet: Written = { written: null, problem: null };

/** Where the lane's provider is; undefined when only its own forms know. */
function findAddress(catalogue: Catalogue | null, model: string) {
  const { providerId } = parseModelRef(model);
  const provider = catalogue?.providers.find(({ id }) => id === providerId);
  if (provider?.kind === "demo") {
    throw new AppError(
      "invalid_request",
      "The demo lives inside this server and has no address. Choose another model, then copy.",
    );
  }
  return provider === undefined
    ? undefined
    : { baseUrl: provider.baseUrl, keyVariable: provider.keyVariable };
}

/** The lane as code. */
export function useWrittenLane({ form, model, settings }: LaneToWrite): Written {
  const { catalogue, failed } = useCatalogue();
  const [state, setState] = useState<Written>(nothingYet);
  const isReady = catalogue !== null || failed;

  useEffect(() => {
    if (!isReady) return;
    let isCurrent = true;
    const write = async () => {
      const provider = findAddress(catalogue, model);
      return writeLaneCode(form, { model, settings, ...(provider === undefined ? {} : { provider }) });
    };
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
  }, [form, model, settings, catalogue, isReady]);

  return state;
}
