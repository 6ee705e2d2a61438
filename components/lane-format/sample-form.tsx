"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { JsonEditor } from "@/components/json-editor/json-editor";
import { inferSchema } from "@/lib/json-schema/infer-schema";
import type { JsonObject, JsonValue } from "@/lib/json-value";
import { locateJsonFault } from "@/lib/locate-json-fault";

/** Makes a schema from an answer as one would like it. */
export function SampleForm({ onInfer }: { onInfer: (schema: JsonObject) => void }) {
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const fault = locateJsonFault(text);

  function infer() {
    setTried(true);
    if (fault === null) onInfer(inferSchema(JSON.parse(text) as JsonValue));
  }

  return (
    <div className="flex flex-col gap-3">
      <JsonEditor
        label="An answer as you would like it"
        hint="JSON. What it has becomes required; what elements of a list lack becomes optional. It takes the place of the schema."
        value={text}
        onChange={setText}
        problem={
          tried && fault !== null
            ? `Line ${fault.line}, column ${fault.column}: expected ${fault.expected}.`
            : null
        }
        height="min-h-48"
      />
      <Button size="sm" variant="secondary" className="self-start" onPress={infer}>
        Make the schema
      </Button>
    </div>
  );
}
