import { Description } from "@heroui/react/description";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextField } from "@heroui/react/textfield";

type FormFieldProps = {
  name: string;
  label: string;
  hint?: string;
  placeholder?: string;
  inputMode?: "decimal" | "numeric";
  type?: "text" | "date";
  /** What it holds at first. */
  value?: string | number | null;
  isRequired?: boolean;
  autoFocus?: boolean;
};

/** One line of a form, read when the form is sent. */
export function FormField(props: FormFieldProps) {
  const { name, label, hint, placeholder, inputMode, type, value, isRequired, autoFocus } = props;
  return (
    <TextField
      name={name}
      fullWidth
      defaultValue={String(value ?? "")}
      isRequired={isRequired ?? false}
      autoFocus={autoFocus ?? false}
    >
      <Label>{label}</Label>
      <Input
        dir="auto"
        placeholder={placeholder}
        inputMode={inputMode}
        type={type ?? "text"}
        autoComplete="off"
      />
      {hint !== undefined && <Description className="text-xs text-pretty text-muted">{hint}</Description>}
    </TextField>
  );
}
