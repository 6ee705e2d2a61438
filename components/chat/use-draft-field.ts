"use client";

import { type RefCallback, useCallback, useEffect, useRef, useState } from "react";
import { getDraft, saveDraft } from "./draft-store";
import { setFieldDirection, setFieldText } from "./set-field-text";

const keepAfterMs = 250;

type DraftFieldOptions = {
  draftKey: string | null;
  initialText: string;
  /** Files go along: then a message needs no text. */
  hasFiles: boolean;
};

/** Resolves to false when the text was not taken: then it comes back. */
export type Deliver = (text: string) => Promise<boolean>;

type DraftField = {
  ref: RefCallback<HTMLTextAreaElement>;
  /** Nothing but white space. */
  empty: boolean;
  handleInput: () => void;
  /** Keeps the draft now. */
  keep: () => void;
  read: () => string;
  /** Puts a text where the cursor is, in the place of what is marked; goes on writing after it. */
  insert: (text: string) => void;
  /** Hands the text over and empties the field; does nothing when there is neither a text nor a file. */
  send: (deliver: Deliver) => void;
};

/** Focusing a text field on a touch screen would cover half of it with a keyboard. */
function opensNoKeyboard(): boolean {
  return matchMedia("(pointer: fine)").matches;
}

/**
 * A text field whose text the browser holds, not React, so that typing costs nothing whatever else is drawn.
 * Its draft survives reloads; it is forgotten only when the server has taken the message.
 */
export function useDraftField(options: DraftFieldOptions): DraftField {
  const { draftKey, initialText, hasFiles } = options;
  const element = useRef<HTMLTextAreaElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latestKey = useRef(draftKey);
  /** Put into the field until a message is sent. */
  const given = useRef(initialText);
  const [empty, setEmpty] = useState(true);

  const setText = useCallback((text: string) => {
    if (element.current === null) return;
    setFieldText(element.current, text);
    setEmpty(text.trim() === "");
  }, []);

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (element.current !== null) saveDraft(draftKey, element.current.value);
  }, [draftKey]);

  const handleInput = useCallback(() => {
    if (element.current !== null) setFieldDirection(element.current);
    setEmpty((element.current?.value.trim() ?? "") === "");
    timer.current ??= setTimeout(keep, keepAfterMs);
  }, [keep]);

  useEffect(() => {
    latestKey.current = draftKey;
    const kept = given.current || getDraft(draftKey);
    // What was typed before the page came alive stays, behind what had been written before.
    const typed = element.current?.value ?? "";
    setText(typed === "" || kept === "" || typed.includes(kept) ? typed || kept : `${kept}\n\n${typed}`);
    if (opensNoKeyboard()) element.current?.focus();
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      if (timer.current !== undefined) keep();
    };
  }, [draftKey, keep, setText]);

  const send = useCallback(
    async (deliver: Deliver) => {
      const text = element.current?.value ?? "";
      if (text.trim() === "" && !hasFiles) return;
      clearTimeout(timer.current);
      timer.current = undefined;
      saveDraft(draftKey, text);
      given.current = "";
      setText("");
      element.current?.focus();
      const accepted = await deliver(text);
      const typedSince = element.current?.value ?? "";
      if (accepted) {
        saveDraft(draftKey, "");
        saveDraft(latestKey.current, typedSince);
      } else {
        setText(typedSince === "" || text === "" ? text + typedSince : `${text}\n\n${typedSince}`);
        saveDraft(draftKey, element.current?.value ?? text);
      }
    },
    [draftKey, hasFiles, setText],
  );

  const insert = useCallback(
    (text: string) => {
      const field = element.current;
      if (field === null) return;
      field.focus();
      // Not `value`: so the browser's own undo takes it back.
      if (!document.execCommand("insertText", false, text)) {
        field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
      }
      handleInput();
    },
    [handleInput],
  );

  return {
    read: useCallback(() => element.current?.value ?? "", []),
    insert,
    ref: useCallback((node) => {
      element.current = node;
    }, []),
    empty,
    handleInput,
    keep,
    send,
  };
}
