"use client";

import { Icon } from "@/components/icons/icon";
import { compareFields, type FieldValue } from "@/lib/comparison/compare-fields";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import { isWithin } from "@/lib/json-schema/json-path";
import type { StructuredResult } from "@/lib/runs/structured-result";
import { LaneName } from "./lane-name";
import { ScrollRegion } from "./scroll-region";

const mostShown = 300;

/** Answers for which JSON was asked, field by field: whose are valid, and where they differ. */
export function FieldsView({ answers }: { answers: ComparedAnswer[] }) {
  const fields = compareFields(answers.map(({ text }) => text));
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted">
        Marked values are not what most lanes say. Validity is what this server found when each answer was
        complete.
      </p>
      <ScrollRegion label="Fields of the answers">
        <table aria-label="Fields" className="w-full text-left text-sm">
          <thead>
            <tr className="align-top">
              <th scope="col" className="py-1.5 pr-6 text-xs font-medium text-muted">
                Field
              </th>
              {answers.map(({ number, metadata }) => (
                <th key={number} scope="col" className="min-w-40 py-1.5 pr-6 font-medium">
                  <LaneName number={number} name={metadata.modelName} />
                  <Verdict structured={metadata.structured} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.slice(0, mostShown).map(({ path, values }) => (
              <tr key={path} className="border-t border-separator align-top">
                <th scope="row" className="py-1.5 pr-6 font-mono text-xs font-normal">
                  <span className="block min-w-28 wrap-anywhere sm:min-w-40">{path}</span>
                </th>
                {values.map((value, index) => (
                  <td key={answers[index]?.number} className="py-1.5 pr-6">
                    <Cell value={value} isFault={isFault(answers[index]?.metadata.structured, path)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {fields.length === 0 && <p className="text-sm text-muted">None of the answers is JSON.</p>}
      {fields.length > mostShown && (
        <p className="text-xs text-muted">
          The first {mostShown} of {fields.length} fields.
        </p>
      )}
    </div>
  );
}

const isFault = (structured: StructuredResult | undefined, path: string) =>
  structured?.outcome === "invalid" && structured.path !== "$" && isWithin(path, structured.path);

function Cell({ value: { json, isOdd }, isFault: isInvalid }: { value: FieldValue; isFault: boolean }) {
  const text =
    json === null ? (
      <span className="text-muted">missing</span>
    ) : (
      <span className="font-mono text-xs wrap-anywhere">{json}</span>
    );
  return (
    <span className="flex items-start gap-1.5">
      {isOdd ? (
        <mark className="rounded-sm bg-accent-soft px-1 text-accent-soft-foreground">{text}</mark>
      ) : (
        <span className="px-1">{text}</span>
      )}
      {isInvalid && (
        <>
          <Icon name="alert" className="mt-0.5 size-3.5 shrink-0 text-danger" />
          <span className="sr-only">invalid</span>
        </>
      )}
    </span>
  );
}

function Verdict({ structured }: { structured: StructuredResult | undefined }) {
  const isValid = structured?.outcome === "valid";
  return (
    <span
      className={`mt-0.5 flex items-start gap-1 text-xs font-normal ${isValid ? "text-success-soft-foreground" : "text-muted"}`}
    >
      {isValid && <Icon name="check" className="mt-px size-3.5 shrink-0" />}
      <span className="wrap-anywhere">{toWords(structured)}</span>
    </span>
  );
}

function toWords(structured: StructuredResult | undefined): string {
  switch (structured?.outcome) {
    case undefined:
      return "no format was asked for";
    case "valid":
      return structured.isFenced === true ? "valid, inside a code fence" : "valid";
    case "invalid":
      return `invalid: ${structured.path} ${structured.message}`;
    case "not-json":
      return `not JSON: line ${structured.line}, column ${structured.column}`;
    case "cut":
      return "cut off: not checked";
    case "absent":
      return "nothing was said";
    case "unchecked":
      return `not checked: ${structured.reason}`;
  }
}
