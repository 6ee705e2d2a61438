"use client";

import { GateNote } from "./gate-note";
import { useLaneSettings, useRefusedFields } from "./settings-context";

/** The body fields that the lane's model refused and that have no setting of their own. */
export function RefusedFields() {
  const fields = Object.entries(useRefusedFields());
  const { body = {} } = useLaneSettings();
  if (fields.length === 0) return null;
  return (
    <ul aria-label="Refused body fields" className="-mt-3 flex flex-col gap-1.5">
      {fields.map(([field, gate]) => (
        <li key={field}>
          <GateNote gate={gate} label={field} isSet={body[field] !== undefined} />
        </li>
      ))}
    </ul>
  );
}
