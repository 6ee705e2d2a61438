type SegmentedChoiceProps<Value extends string> = {
  label: string;
  /** What each value is called. */
  choices: Record<Value, string>;
  value: Value;
  onChange: (value: Value) => void;
};

/** One of a few, all of them visible. */
export function SegmentedChoice<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: SegmentedChoiceProps<Value>) {
  const values = Object.keys(choices) as Value[];
  return (
    <fieldset className="flex rounded-lg bg-default p-0.5 text-xs">
      <legend className="sr-only">{label}</legend>
      {values.map((choice) => (
        <label
          key={choice}
          className="cursor-pointer rounded-md px-2.5 py-1 text-muted hover:text-foreground has-checked:bg-surface has-checked:font-medium has-checked:text-foreground has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={label}
            value={choice}
            checked={choice === value}
            onChange={() => onChange(choice)}
            className="sr-only"
          />
          {choices[choice]}
        </label>
      ))}
    </fieldset>
  );
}
