"use client";

import { Button } from "@heroui/react/button";
import { type ReactNode, useRef, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import {
  listProperties,
  type Property,
  toFreeName,
  toNameProblem,
  withProperties,
} from "@/lib/json-schema/change-node";
import type { JsonObject } from "@/lib/json-value";
import { NameInput } from "./name-input";
import { NullableChoice, type PlaceProps, TypeChoice } from "./type-choice";

type RenderPlace = (place: PlaceProps) => ReactNode;

type ObjectFieldsProps = {
  schema: JsonObject;
  name: string;
  onChange: (schema: JsonObject) => void;
  /** Draws what lies below a field. */
  renderPlace: RenderPlace;
};

/** The fields of an object, in the order in which the model is asked to write them. */
export function ObjectFields({ schema, name, onChange, renderPlace }: ObjectFieldsProps) {
  const properties = listProperties(schema);
  const [added, setAdded] = useState<number | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const save = (changed: readonly Property[]) => onChange(withProperties(schema, changed));

  function add() {
    setAdded(properties.length);
    save([...properties, { name: toFreeName(properties), schema: { type: "string" }, isRequired: true }]);
  }

  function remove(index: number) {
    save(properties.toSpliced(index, 1));
    addButton.current?.focus();
  }

  return (
    <div className="flex flex-col gap-2">
      <ul aria-label={`Fields of ${name}`} className="flex flex-col gap-2">
        {properties.map((property, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field keeps its inputs while its name changes
          <li key={index} className="rounded-lg border border-border p-2.5">
            <FieldRow
              property={property}
              isNew={added === index}
              isFirst={index === 0}
              toProblem={(changed) => toNameProblem(properties, index, changed)}
              onChange={(changed) => save(properties.with(index, changed))}
              onMoveUp={() => save(moveUp(properties, index))}
              onRemove={() => remove(index)}
              renderPlace={renderPlace}
            />
          </li>
        ))}
      </ul>
      <Button ref={addButton} size="sm" variant="tertiary" className="self-start" onPress={add}>
        <Icon name="plus" />
        Add a field
      </Button>
    </div>
  );
}

function moveUp(properties: readonly Property[], index: number): Property[] {
  const moved = properties.slice(index, index + 1);
  return properties.toSpliced(index, 1).toSpliced(index - 1, 0, ...moved);
}

type FieldRowProps = {
  property: Property;
  isNew: boolean;
  isFirst: boolean;
  toProblem: (name: string) => string | null;
  onChange: (property: Property) => void;
  onMoveUp: () => void;
  onRemove: () => void;
  renderPlace: RenderPlace;
};

function FieldRow(props: FieldRowProps) {
  const { property, isNew, isFirst, toProblem, onChange, onMoveUp, onRemove, renderPlace } = props;
  const { name, schema, isRequired } = property;
  const changeSchema = (changed: JsonObject) => onChange({ ...property, schema: changed });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <NameInput
          label="Name of the field"
          className="min-w-32 flex-1"
          value={name}
          autoFocus={isNew}
          toProblem={toProblem}
          onChange={(changed) => onChange({ ...property, name: changed })}
        />
        <TypeChoice schema={schema} name={name} onChange={changeSchema} />
        <div className="flex h-8 items-center gap-3">
          <label className="flex cursor-(--cursor-interactive) items-center gap-1.5 text-xs text-muted">
            <input
              type="checkbox"
              aria-label={`${name} is required`}
              className="size-3.5 accent-(--accent)"
              checked={isRequired}
              onChange={(event) => onChange({ ...property, isRequired: event.target.checked })}
            />
            required
          </label>
          <NullableChoice schema={schema} name={name} onChange={changeSchema} />
          <span className="flex">
            <IconButton icon="arrow-up" label={`Move ${name} up`} isDisabled={isFirst} onPress={onMoveUp} />
            <IconButton icon="trash" label={`Remove ${name}`} onPress={onRemove} />
          </span>
        </div>
      </div>
      {renderPlace({ schema, name, onChange: changeSchema })}
    </div>
  );
}
