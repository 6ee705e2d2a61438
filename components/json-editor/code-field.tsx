"use client";

import { closeBrackets, closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { linter } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder, tooltips } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import { type Assistance, assist } from "./schema-assistance";

type CodeFieldProps = {
  labelId: string;
  value: string;
  onChange: (text: string) => void;
  isInvalid: boolean;
  height: string;
  describedBy: string;
  onLeave?: (() => void) | undefined;
  placeholder?: string | undefined;
  assistance?: Assistance | undefined;
};

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--accent)" },
  { tag: tags.string, color: "var(--success)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--link)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "var(--field-foreground)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--foreground)", padding: "0.5rem 0" },
  ".cm-line": { padding: "0 0.75rem" },
  ".cm-cursor": { borderLeftColor: "var(--foreground)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklab, var(--accent) 25%, transparent)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--overlay)",
    color: "var(--foreground)",
    border: "1px solid var(--border)",
    borderRadius: "0.375rem",
    zIndex: "60",
  },
  ".cm-placeholder": { color: "var(--field-placeholder)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "14rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.5rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--accent-foreground)",
  },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.7", marginLeft: "0.75rem" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-field-description, .cm-tooltip.cm-completionInfo": { maxWidth: "20rem", padding: "0.375rem 0.625rem" },
  ".cm-completionInfo .cm-field-description": { padding: "0" },
  ".cm-field-description strong": { fontFamily: "var(--font-mono)" },
  ".cm-field-description p": { margin: "0.125rem 0" },
  ".cm-field-description small": { color: "var(--muted)" },
  ".cm-tooltip-lint": { maxWidth: "22rem" },
  ".cm-diagnostic": { padding: "0.25rem 0.625rem" },
});

const nothingKnown: Assistance = { schema: { type: "object" }, findNotes: () => [] };

/** An empty text is no fault: the field it stands for is unset then. */
const parse = jsonParseLinter();
const faults = linter((view) => (view.state.doc.toString().trim() === "" ? [] : parse(view)));

/** The editor itself: Tab leaves it, as in any field, so that the keyboard is never caught. */
export function CodeField(props: CodeFieldProps) {
  const { labelId, describedBy, value, placeholder: shown, isInvalid, height } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes is told to it below
  useEffect(() => {
    if (place.current === null) return;
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          json(),
          faults,
          syntaxHighlighting(colours),
          look,
          // In the field itself, which scrolls, a list of completions would be cut off.
          tooltips({ parent: place.current.closest<HTMLElement>("[role=dialog]") ?? document.body }),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            "aria-labelledby": labelId,
            "aria-describedby": describedBy,
            "aria-multiline": "true",
            autocapitalize: "off",
          }),
          ...(shown === undefined ? [] : [placeholder(shown)]),
          ...(props.assistance === undefined
            ? []
            : [assist(() => latest.current.assistance ?? nothingKnown)]),
          // The dialog or panel around it would take the key, too.
          keymap.of([{ key: "Escape", run: closeCompletion, stopPropagation: true }]),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.domEventHandlers({ blur: () => latest.current.onLeave?.() }),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) latest.current.onChange(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  return (
    <div
      ref={place}
      className={`max-h-[50dvh] overflow-auto rounded-lg border bg-field focus-within:border-focus ${height} ${isInvalid ? "border-danger" : "border-border"}`}
    />
  );
}
