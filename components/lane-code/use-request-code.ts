"use client";

import { useEffect, useState } from "react";
import { AppError } from "@/lib/app-error";
import type { DescribedRequest } from "@/lib/request-code/described-request";
import { throughGateway } from "@/lib/request-code/through-gateway";
import { type RequestForm, writeRequestCode } from "@/lib/request-code/write-request-code";
import type { WrittenRequest } from "@/lib/request-code/written-request";

type Written = { written: WrittenRequest | null; problem: string | null };

/** Whom the code asks. */
export type Asked = "provider" | "gateway";

type RequestToWrite = { form: RequestForm; request: DescribedRequest | null; asked: Asked };

/** The request in one form, once its writer has been fetched. */
export function useRequestCode({ form, request, asked }: RequestToWrite): Written {
  const [state, setState] = useState<Written>({ written: null, problem: null });

  useEffect(() => {
    if (request === null) return;
    let isCurrent = true;
    const written = asked === "gateway" ? throughGateway(request, window.location.origin) : request;
    writeRequestCode(form, written).then(
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
  }, [form, request, asked]);

  return state;
}
