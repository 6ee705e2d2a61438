"use client";

import { Button } from "@heroui/react/button";
import { type FocusEvent, useId, useRef } from "react";
import { Icon } from "@/components/icons/icon";
import { formatHeaderRows, type HeaderRow, parseHeaderRows } from "@/lib/chats/header-texts";
import { DiffersMark } from "./differs-mark";
import { HeaderFields } from "./header-fields";
import { ProblemText } from "./problem-text";
import { useSetting } from "./settings-context";

/** Headers sent beside the provider's own, a row each. They are taken when the rows are left. */
export function HeaderSettings() {
  const { text, sent, problem, differs, type, commit } = useSetting("headers");
  const group = useRef<HTMLFieldSetElement>(null);
  const problemId = useId();
  const rows = parseHeaderRows(text);

  const show = (next: HeaderRow[]) => type(formatHeaderRows(next));

  function handleBlur({ relatedTarget }: FocusEvent) {
    if (!(relatedTarget instanceof Node) || !group.current?.contains(relatedTarget)) commit();
  }

  function add() {
    show([...rows, { name: "", value: "" }]);
    // The row is drawn before the next frame.
    requestAnimationFrame(() => {
      const names = group.current?.querySelectorAll<HTMLInputElement>("input[data-header-name]");
      names?.[names.length - 1]?.focus();
    });
  }

  function remove(index: number) {
    show(rows.filter((_, other) => other !== index));
    if (rows.length === 1) commit();
    group.current?.querySelector<HTMLElement>("[data-add-header]")?.focus();
  }

  return (
    <fieldset ref={group} className="flex min-w-0 flex-col gap-2" onBlur={handleBlur}>
      <legend className="flex h-6 items-center gap-1.5 text-sm font-medium text-foreground">
        Headers{differs && <DiffersMark />}
      </legend>
      {rows.map((row, index) => (
        <HeaderFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, its text changes with each letter
          key={index}
          row={row}
          place={index + 1}
          problemId={problem === null ? null : problemId}
          onChange={(next) => show(rows.map((other, place) => (place === index ? next : other)))}
          onRemove={() => remove(index)}
        />
      ))}
      {problem !== null && (
        <p id={problemId} className="text-xs wrap-break-word text-danger">
          <ProblemText problem={problem} sent={sent} />
        </p>
      )}
      <div className="flex items-center gap-2">
        <Button data-add-header size="sm" variant="tertiary" onPress={add}>
          <Icon name="plus" />
          Add header
        </Button>
        {rows.length === 0 && <span className="text-sm text-field-placeholder">not sent</span>}
      </div>
    </fieldset>
  );
}
