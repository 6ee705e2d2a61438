"use client";

import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useState,
} from "react";
import { AttachButton } from "@/components/attachments/attach-button";
import type { DraftFiles } from "@/components/attachments/draft-files";
import { useFileDrop } from "@/components/attachments/use-file-drop";
import { Icon } from "@/components/icons/icon";
import { PromptsButton } from "@/components/prompts/prompts-button";
import { AddMenuButton } from "./add-menu-button";
import type { HandwrittenMessage } from "./by-hand";
import { takeEarlySend } from "./early-send";
import { composerId } from "./focus-composer";
import { SendButton } from "./send-button";
import { useStore } from "./store";
import { type Deliver, useDraftField } from "./use-draft-field";

type ComposerProps = {
  /** Under which the draft is kept; null keeps none. */
  draftKey: string | null;
  /** Put into an empty field at the start. */
  initialText: string;
  /** An answer is arriving: the button stops it. */
  busy: boolean;
  stopping: boolean;
  /** Why the last message was not sent, or what else must be known before sending; null when nothing. */
  notice: string | null;
  /** What is attached; `tray` shows it. */
  files: DraftFiles;
  tray: ReactNode;
  /** What is set for the next message, in a line. */
  summary: ReactNode;
  /** What the next message is sent with: model, settings. */
  controls: ReactNode;
  /** The chat ends with a message that nobody has answered: without another one, sending asks for the answer. */
  canAnswer: boolean;
  /** Resolves to false when the message was refused: the text comes back. */
  onSend: Deliver;
  /** As `onSend`, for a message that no model is asked to answer. */
  onAdd: (role: HandwrittenMessage["role"], text: string) => Promise<boolean>;
  onAnswer: () => void;
  onSystemPrompt: () => void;
  onStop: () => void;
  /** The user is writing something: an answer will follow. */
  onEngage: () => void;
};

/** Where messages are written. It stands outside the answers, so that typing never waits for them. */
export function Composer(props: ComposerProps) {
  const { draftKey, initialText, busy, stopping, notice, files, tray, summary, controls } = props;
  const { canAnswer, onSend, onAdd, onAnswer, onSystemPrompt, onStop, onEngage } = props;
  const attached = useStore(files.store);
  const isUploading = attached.some(({ stored, problem }) => stored === null && problem === null);
  const hasFiles = attached.some(({ stored }) => stored !== null);
  const field = useDraftField({ draftKey, initialText, hasFiles });
  const isEmpty = field.empty && !hasFiles;
  const noticeId = useId();
  /** How often a slash in an empty field asked for a prompt. */
  const [slashes, setSlashes] = useState(0);
  const addFiles = useCallback(
    (added: File[]) => {
      files.add(added);
      document.getElementById(composerId)?.focus();
    },
    [files],
  );
  const isDropping = useFileDrop(addFiles);
  useEffect(() => files.keepUnder(draftKey), [files, draftKey]);
  useEffect(() => {
    const early = takeEarlySend();
    // The chat around this field comes alive after it.
    if (early !== null) queueMicrotask(() => sendEarly(early));
  }, []);

  /** What nobody has seen when they pressed Enter is not sent: a draft from earlier, or its files. */
  const sendEarly = useEffectEvent((text: string) => {
    if (field.read() === text && files.store.get().length === 0) field.send(onSend);
  });

  function send() {
    // What is on its way yet would be left behind.
    if (busy || isUploading) return;
    if (isEmpty && canAnswer) onAnswer();
    else field.send(onSend);
  }

  /** A prompt takes the place of the slash that asked for it. */
  function insertPrompt(text: string) {
    // The dialog gives the focus back when it has gone.
    requestAnimationFrame(() => {
      const element = document.getElementById(composerId);
      if (element instanceof HTMLTextAreaElement && element.value === "/") element.select();
      field.insert(text);
    });
  }

  /** What was typed behind a slash and is no prompt belongs to the message. */
  function leavePrompts(search: string) {
    const isMessage = field.read() === "/" && search !== "";
    requestAnimationFrame(() =>
      isMessage ? field.insert(search) : document.getElementById(composerId)?.focus(),
    );
  }

  function handlePaste(event: ClipboardEvent) {
    const { files: pasted, types } = event.clipboardData;
    // Tables and formatted texts come with a picture of themselves: their text is meant.
    if (pasted.length === 0 || types.includes("text/plain")) return;
    event.preventDefault();
    addFiles([...pasted]);
  }

  function handleKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // 229 is what Safari reports for the Enter that ends a composition.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape" && busy) onStop();
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      aria-label="New message"
      className="group/composer mx-auto w-full max-w-measure px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-4 md:pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {notice !== null && (
        <p
          id={noticeId}
          role="alert"
          className="mb-2 flex items-start gap-2 rounded-xl bg-warning-soft px-3.5 py-2 text-sm text-warning-soft-foreground"
        >
          <Icon name="alert" className="mt-0.75 size-4 shrink-0" />
          {notice}
        </p>
      )}
      {summary}
      {/* Without a transition: React Aria would keep a card that goes while it changes colour, and with it the whole chat. */}
      <div
        className={`relative rounded-2xl border bg-surface p-2 shadow-field focus-within:border-focus ${isDropping ? "border-focus" : "border-border"}`}
      >
        {isDropping && (
          <p className="pointer-events-none absolute inset-0 z-10 flex items-center justify-center gap-2 rounded-2xl bg-surface/95 text-sm font-medium">
            <Icon name="paperclip" />
            Drop the files to attach them
          </p>
        )}
        {tray}
        <textarea
          ref={field.ref}
          id={composerId}
          aria-label="Message"
          aria-describedby={notice === null ? undefined : noticeId}
          placeholder="Message"
          rows={1}
          enterKeyHint="send"
          suppressHydrationWarning
          autoComplete="off"
          className="field-sizing-content block max-h-[40dvh] min-h-11 w-full resize-none bg-transparent px-2.5 py-2 text-base outline-none md:text-[0.9375rem] placeholder:text-field-placeholder"
          onInput={({ currentTarget, nativeEvent }) => {
            field.handleInput();
            const isTyped = "inputType" in nativeEvent && nativeEvent.inputType === "insertText";
            if (isTyped && currentTarget.value === "/") setSlashes(slashes + 1);
            onEngage();
          }}
          onPaste={handlePaste}
          onBlur={field.keep}
          onKeyDown={handleKeyDown}
        />
        {/* On phones what the message is sent with has a line of its own: a model's name needs room. */}
        <div className="flex items-center gap-2 max-sm:flex-wrap max-sm:gap-y-1">
          <div className="flex min-w-0 flex-1 items-center gap-0.5 max-sm:contents">
            <AttachButton onFiles={addFiles} />
            <PromptsButton
              asked={slashes}
              getWritten={field.read}
              keepsValues={draftKey !== null}
              onInsert={insertPrompt}
              onLeave={leavePrompts}
            />
            <div className="min-w-0 flex-1 max-sm:order-first max-sm:basis-full">{controls}</div>
          </div>
          <div className="flex items-center gap-2 max-sm:ml-auto">
            <AddMenuButton
              isDisabled={busy || isUploading}
              isEmpty={isEmpty}
              hasFiles={hasFiles}
              onAdd={(role) => field.send((text) => onAdd(role, text))}
              onSystemPrompt={onSystemPrompt}
            />
            <SendButton
              busy={busy}
              stopping={stopping}
              isNothing={isUploading || (isEmpty && !canAnswer)}
              label={isEmpty && canAnswer ? "Run" : "Send"}
              onStop={onStop}
            />
          </div>
        </div>
      </div>
    </form>
  );
}
