"use client";

import { Description } from "@heroui/react/description";
import { FieldError } from "@heroui/react/field-error";
import { Input } from "@heroui/react/input";
import { Label } from "@heroui/react/label";
import { TextArea } from "@heroui/react/textarea";
import { TextField } from "@heroui/react/textfield";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { settingLabels } from "@/lib/chats/setting-labels";
import type { SettingName } from "@/lib/chats/setting-texts";
import { ClearButton } from "./clear-button";
import { DiffersMark } from "./differs-mark";
import { ProblemText } from "./problem-text";
import { SettingGate } from "./setting-gate";
import { useSetting } from "./settings-context";

type TextSettingProps = {
  name: SettingName;
  /** Its own name unless it is one of several fields of a setting. */
  label?: string;
  hint?: ReactNode;
  /** How many lines it shows at least; a single line has no line breaks. */
  lines?: number;
  /** Code, not prose. */
  isCode?: boolean;
  inputMode?: "decimal" | "numeric";
};

/** A setting that is typed. It is taken when the field is left; an empty field is not sent. */
export function TextSetting(props: TextSettingProps) {
  const { name, label = settingLabels[name], hint, lines = 1, isCode = false, inputMode } = props;
  const { text, sent, problem, differs, isClosed, type, commit, choose } = useSetting(name);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const written = {
    ref: field,
    placeholder: "not sent",
    className: isCode ? "font-mono sm:text-[0.8125rem]" : "",
    spellCheck: !isCode && lines > 1,
    autoComplete: "off",
  };

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) commit();
  }

  return (
    <TextField
      fullWidth
      className="min-w-0"
      value={text}
      onChange={type}
      onBlur={commit}
      isInvalid={problem !== null}
      isDisabled={isClosed}
      validationBehavior="aria"
    >
      <div className="flex h-6 items-center justify-between gap-1">
        <Label className="min-w-0 flex-1 truncate">{label}</Label>
        {differs && <DiffersMark />}
        {text !== "" && !isClosed && (
          <ClearButton label={label} onClear={() => choose("")} onGone={() => field.current?.focus()} />
        )}
      </div>
      {lines === 1 ? (
        <Input {...written} inputMode={inputMode} onKeyDown={handleKeyDown} />
      ) : (
        <TextArea
          {...written}
          dir="auto"
          rows={lines}
          className={`${written.className} field-sizing-content max-h-[40dvh] resize-y`}
          style={{ minHeight: `${lines * 1.5 + 1}rem` }}
        />
      )}
      {hint !== undefined && !isClosed && <Description>{hint}</Description>}
      <SettingGate name={name} />
      <FieldError className="h-auto px-0 opacity-100">
        {problem !== null && <ProblemText problem={problem} sent={sent} />}
      </FieldError>
    </TextField>
  );
}
