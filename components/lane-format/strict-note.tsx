"use client";

import { Button } from "@heroui/react/button";
import { listStrictProblems, toStrictSchema } from "@/lib/json-schema/strict-schema";
import type { JsonObject } from "@/lib/json-value";

const shown = 4;

type StrictNoteProps = { schema: JsonObject; onChange: (schema: JsonObject) => void };

/** What strict mode would refuse of the schema, and the way out. */
export function StrictNote({ schema, onChange }: StrictNoteProps) {
  const problems = listStrictProblems(schema);
  if (problems.length === 0) return null;
  const strict = toStrictSchema(schema);
  const helps = listStrictProblems(strict).length < problems.length;
  return (
    <div role="status" className="rounded-lg border border-warning/40 bg-warning/8 px-3 py-2.5 text-xs">
      <p className="text-foreground">
        OpenAI’s strict mode refuses this schema; other providers may take it.
      </p>
      <ul className="mt-1 text-muted">
        {problems.slice(0, shown).map(({ path, problem }) => (
          <li key={`${path} ${problem}`} className="wrap-anywhere">
            <code className="font-mono text-foreground">{path}</code> {problem}
          </li>
        ))}
        {problems.length > shown && <li>and {problems.length - shown} more</li>}
      </ul>
      {helps && (
        <Button size="sm" variant="secondary" className="mt-2" onPress={() => onChange(strict)}>
          Make it strict
        </Button>
      )}
    </div>
  );
}
