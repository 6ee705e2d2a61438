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
  isRequired?: boolean;
  autoFocus?: boolean;
};

/** One line of a form, read when the form is sent. */
export function FormField({
  name,
  label,
  hint,
  placeholder,
  inputMode,
  isRequired,
  autoFocus,
}: FormFieldProps) {
  return (
    <TextField name={name} fullWidth isRequired={isRequired ?? false} autoFocus={autoFocus ?? false}>
      <Label>{label}</Label>
      <Input placeholder={placeholder} inputMode={inputMode} autoComplete="off" />
      {hint !== undefined && <Description className="text-xs text-pretty text-muted">{hint}</Description>}
    </TextField>
  );
}
