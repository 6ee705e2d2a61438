"use client";

import { Button } from "@heroui/react/button";
import type { CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import {
  type Capability,
  capabilities,
  capabilityNames,
  type ModelFilter,
  statuses,
  statusNames,
} from "@/lib/catalogue/filter-models";

const contexts = [
  { tokens: 32_000, label: "32k" },
  { tokens: 128_000, label: "128k" },
  { tokens: 200_000, label: "200k" },
  { tokens: 1_000_000, label: "1M" },
];
const prices = [0.1, 0.5, 1, 3, 10];

type ModelFiltersProps = {
  filter: ModelFilter;
  /** Those that have models. */
  providers: readonly CatalogueProvider[];
  onChange: (change: Partial<ModelFilter>) => void;
};

const fieldClass =
  "h-7 rounded-full border border-border bg-transparent px-2 text-xs text-foreground outline-none focus-visible:outline-2 focus-visible:outline-focus";

/** What the table is narrowed to. */
export function ModelFilters({ filter, providers, onChange }: ModelFiltersProps) {
  const toggle = (name: Capability) =>
    onChange({
      can: filter.can.includes(name) ? filter.can.filter((other) => other !== name) : [...filter.can, name],
    });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div
      role="group"
      aria-label="Filters"
      className="flex shrink-0 items-center gap-1 p-0.5 sm:w-full sm:shrink sm:flex-wrap"
    >
      <Chip label="Ready" isOn={filter.isReady} onPress={() => onChange({ isReady: !filter.isReady })} />
      {capabilityNames.map((name) => (
        <Chip
          key={name}
          label={capabilities[name].label}
          isOn={filter.can.includes(name)}
          onPress={() => toggle(name)}
        />
      ))}
      <select
        aria-label="Provider"
        className={`${fieldClass} w-29`}
        value={filter.provider ?? ""}
        onChange={({ target }) => onChange({ provider: target.value === "" ? null : target.value })}
      >
        <option value="">Any provider</option>
        {providers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label="Context of at least"
        className={`${fieldClass} w-28`}
        value={filter.minContext ?? ""}
        onChange={({ target }) => onChange({ minContext: target.value === "" ? null : Number(target.value) })}
      >
        <option value="">Any context</option>
        {contexts.map(({ tokens, label }) => (
          <option key={tokens} value={tokens}>
            ≥ {label}
          </option>
        ))}
      </select>
      <select
        aria-label="Input price of at most"
        className={`${fieldClass} w-24`}
        value={filter.maxPrice ?? ""}
        onChange={({ target }) => onChange({ maxPrice: target.value === "" ? null : Number(target.value) })}
      >
        <option value="">Any price</option>
        {prices.map((usd) => (
          <option key={usd} value={usd}>
            ≤ ${usd} in
          </option>
        ))}
      </select>
      <select
        aria-label="Status"
        className={`${fieldClass} w-28`}
        value={filter.status ?? ""}
        onChange={({ target }) =>
          onChange({ status: statusNames.find((name) => name === target.value) ?? null })
        }
      >
        <option value="">Any status</option>
        {statusNames.map((name) => (
          <option key={name} value={name}>
            {statuses[name]}
          </option>
        ))}
      </select>
      <Chip
        label="Removed"
        isOn={filter.withRemoved}
        onPress={() => onChange({ withRemoved: !filter.withRemoved })}
      />
    </div>
  );
}

function Chip({ label, isOn, onPress }: { label: string; isOn: boolean; onPress: () => void }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-pressed={isOn}
      className={`h-7 shrink-0 rounded-full border px-2 text-xs font-normal ${
        isOn ? "border-accent bg-accent-soft text-accent-soft-foreground" : "border-border text-muted"
      }`}
      onPress={onPress}
    >
      {label}
    </Button>
  );
}
