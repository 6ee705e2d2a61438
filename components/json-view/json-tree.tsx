"use client";

import { useState } from "react";
import { isWithin, toChildPath } from "@/lib/json-schema/json-path";
import type { JsonValue } from "@/lib/json-value";

/** A place that is not as it should be, and why. */
export type JsonFault = { path: string; message: string };

type JsonTreeProps = {
  value: JsonValue;
  /** Its key in what lies above; null at the top. */
  name: string | null;
  path: string;
  fault: JsonFault | null;
};

const openDepth = 3;
const shownAtOnce = 100;

/** A JSON value as a tree that opens and closes; the place of a fault is lit and always open. */
export function JsonTree({ value, name, path, fault }: JsonTreeProps) {
  const isFaulty = fault?.path === path;
  if (typeof value !== "object" || value === null) {
    return (
      <p className={`wrap-anywhere ${isFaulty ? "rounded bg-danger/10" : ""}`}>
        <Key name={name} />
        <Scalar value={value} />
        {isFaulty && <FaultWords message={fault.message} />}
      </p>
    );
  }
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const leadsToFault = fault !== null && isWithin(fault.path, path);
  return (
    <details open={leadsToFault || toDepth(path) < openDepth} className="group/tree">
      <summary
        className={`cursor-(--cursor-interactive) list-none rounded focus-visible:outline-2 focus-visible:outline-focus ${isFaulty ? "bg-danger/10" : ""}`}
      >
        <span aria-hidden="true" className="mr-1 inline-block w-2 text-muted group-open/tree:hidden">
          ▸
        </span>
        <span aria-hidden="true" className="mr-1 hidden w-2 text-muted group-open/tree:inline-block">
          ▾
        </span>
        <Key name={name} />
        <span className="text-muted">
          {open}
          {close} {toCount(entries.length, Array.isArray(value))}
        </span>
        {isFaulty && <FaultWords message={fault.message} />}
      </summary>
      <Children entries={entries} path={path} fault={leadsToFault ? fault : null} />
    </details>
  );
}

type ChildrenProps = { entries: [string, JsonValue][]; path: string; fault: JsonFault | null };

function Children({ entries, path, fault }: ChildrenProps) {
  const [shown, setShown] = useState(() => toFirstShown({ entries, path, fault }));
  const isMissing = fault !== null && fault.path !== path && !entries.some(leadsTo(fault, path));
  return (
    <ul className="ml-1 border-l border-separator pl-3">
      {entries.slice(0, shown).map(([key, child]) => (
        <li key={key}>
          <JsonTree value={child} name={key} path={toChildPath(path, key)} fault={fault} />
        </li>
      ))}
      {isMissing && (
        <li className="rounded bg-danger/10">
          <Key name={fault.path.slice(path.length).replace(/^\./, "")} />
          <FaultWords message={fault.message} />
        </li>
      )}
      {shown < entries.length && (
        <li>
          <button
            type="button"
            className="rounded text-link underline-offset-2 hover:underline focus-visible:outline-2 focus-visible:outline-focus"
            onClick={() => setShown(shown + shownAtOnce)}
          >
            {Math.min(shownAtOnce, entries.length - shown)} more of {entries.length}
          </button>
        </li>
      )}
    </ul>
  );
}

const leadsTo =
  (fault: JsonFault, path: string) =>
  ([key]: [string, JsonValue]) =>
    isWithin(fault.path, toChildPath(path, key));

/** As many as fit at once, and those up to the fault. */
function toFirstShown({ entries, path, fault }: ChildrenProps): number {
  const at = fault === null ? -1 : entries.findIndex(leadsTo(fault, path));
  return Math.max(shownAtOnce, at + 1);
}

function toDepth(path: string): number {
  return path.split(/[.[]/).length - 1;
}

function toCount(count: number, isList: boolean): string {
  return isList
    ? `${count} ${count === 1 ? "item" : "items"}`
    : `${count} ${count === 1 ? "field" : "fields"}`;
}

function Key({ name }: { name: string | null }) {
  return name === null ? null : <span className="text-accent">{name}: </span>;
}

function FaultWords({ message }: { message: string }) {
  return <span className="ml-2 font-sans text-xs font-medium text-danger">{message}</span>;
}

function Scalar({ value }: { value: string | number | boolean | null }) {
  if (typeof value !== "string") return <span className="text-link">{String(value)}</span>;
  return <span className="whitespace-pre-wrap text-success">{JSON.stringify(value)}</span>;
}
