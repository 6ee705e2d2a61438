"use client";

import { Button } from "@heroui/react/button";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useCatalogue } from "@/components/models/catalogue-store";
import { findModelIn } from "@/lib/catalogue/find-model";
import { toFormatWords } from "@/lib/tools/format-words";
import type { ResponseFormat, SchemaFormat } from "@/lib/tools/response-format";
import { type Choice, ChoiceRow } from "./choice-row";
import { ProblemText } from "./problem-text";
import { SettingGate } from "./setting-gate";
import { useLaneSettings, useSetting } from "./settings-context";

const FormatDialog = dynamic(() =>
  import("@/components/lane-format/format-dialog").then((module) => module.FormatDialog),
);

const choices: Choice[] = [
  { value: "", label: "Text" },
  { value: "json_object", label: "JSON" },
  { value: "json_schema", label: "JSON Schema" },
];

const firstFormat: SchemaFormat = {
  type: "json_schema",
  name: "answer",
  strict: true,
  schema: { type: "object", properties: {}, required: [], additionalProperties: false },
};

/** What answers must be made of. A schema that is put away for a while is there when it is wanted again. */
export function FormatSetting({ model }: { model: string }) {
  const { sent, problem, differs, gate, isClosed, choose } = useSetting("responseFormat");
  // The catalogue knows of schemas only: any JSON may be asked for.
  const isSchemaClosed = isClosed && gate?.kind === "stated";
  const { responseFormat } = useLaneSettings();
  const [putAway, setPutAway] = useState<SchemaFormat>(firstFormat);
  const [isOpen, setOpen] = useState(false);
  const format = responseFormat?.type === "json_schema" ? responseFormat : null;

  function chooseType(type: string) {
    if (format !== null) setPutAway(format);
    if (type === "json_schema") {
      choose(write(putAway));
      setOpen(true);
    } else choose(type === "" ? "" : write({ type: "json_object" }));
  }

  return (
    <div className="flex flex-col gap-1.5">
      <ChoiceRow
        label="Answer format"
        choices={choices.map((choice) =>
          choice.value === "json_schema" ? { ...choice, isDisabled: isSchemaClosed } : choice,
        )}
        isDisabled={isClosed && !isSchemaClosed}
        value={responseFormat?.type ?? ""}
        onChoose={chooseType}
        differs={differs}
      />
      {format !== null && (
        <div className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-mono text-xs text-muted">
            {toFormatWords(format)}
          </span>
          <Button size="sm" variant="tertiary" onPress={() => setOpen(true)}>
            Edit schema…
          </Button>
        </div>
      )}
      <SettingGate name="responseFormat" />
      {responseFormat !== undefined && gate === null && (
        <SupportNote model={model} type={responseFormat.type} />
      )}
      {problem !== null && <ProblemText problem={problem} sent={sent} />}
      {format !== null && isOpen && (
        <FormatDialog
          format={format}
          onChange={(changed) => choose(write(changed))}
          isOpen
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

const write = (format: ResponseFormat) => JSON.stringify(format);

/** What the catalogue says about the model and schemas. Unknown is said as unknown. */
function SupportNote({ model, type }: { model: string; type: ResponseFormat["type"] }) {
  const { catalogue } = useCatalogue();
  const supports = findModelIn(catalogue?.models ?? [], model)?.structuredOutput ?? null;
  if (type === "json_object") {
    return (
      <p className="text-xs text-muted">
        Most providers want the word JSON in the prompt or the instructions.
      </p>
    );
  }
  if (supports !== null) return null;
  return (
    <p className="text-xs text-muted">
      Whether this model keeps to a schema is not known. The answer is checked.
    </p>
  );
}
