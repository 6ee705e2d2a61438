"use client";

import { useId } from "react";
import { Icon } from "@/components/icons/icon";
import { JsonEditor } from "@/components/json-editor/json-editor";
import type { Assistance } from "@/components/json-editor/schema-assistance";
import { bodySchema } from "@/lib/body-fields/body-schema";
import { type BodyNote, findBodyNotes } from "@/lib/body-fields/find-body-notes";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { settingLabels } from "@/lib/chats/setting-labels";
import { isJsonObject, type JsonValue } from "@/lib/json-value";
import { ClearButton } from "./clear-button";
import { DiffersMark } from "./differs-mark";
import { ProblemText } from "./problem-text";
import { useLaneSettings, useSetting } from "./settings-context";

/** Any other field of the request, with what is known of it while it is written. It is taken when the field is left. */
export function BodySetting() {
  const { text, sent, problem, differs, type, commit, choose } = useSetting("body");
  const settings = useLaneSettings();
  const notesId = useId();
  const notes = readNotes(text, settings).filter(({ severity }) => severity !== "error");
  const assistance: Assistance = { schema: bodySchema, findNotes: (written) => readNotes(written, settings) };

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <JsonEditor
        label={settingLabels.body}
        beside={
          <>
            {differs && <DiffersMark />}
            {text !== "" && (
              <ClearButton label={settingLabels.body} onClear={() => choose("")} onGone={() => {}} />
            )}
          </>
        }
        value={text}
        onChange={type}
        onLeave={commit}
        problem={problem === null ? null : <ProblemText problem={problem} sent={sent} />}
        hint='A JSON object, such as {"top_k": 40}. Its fields win over those above; Ctrl+Space lists what is known.'
        placeholder="not sent"
        describedBy={notesId}
        assistance={assistance}
        height="min-h-22"
      />
      {notes.length > 0 && (
        <ul id={notesId} aria-label="Notes on the body fields" className="flex flex-col gap-1">
          {notes.map(({ severity, message }) => (
            <li
              key={message}
              className={`flex items-start gap-1.5 text-xs wrap-anywhere ${severity === "warning" ? "text-warning-soft-foreground" : "text-muted"}`}
            >
              <Icon name={severity === "warning" ? "alert" : "info"} className="mt-0.25 size-3.5 shrink-0" />
              {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** None while the text is no object: that is a problem of its own. */
function readNotes(text: string, settings: LaneSettings): BodyNote[] {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? findBodyNotes(value, settings) : [];
  } catch {
    // It is being written; the editor itself marks what is no JSON.
    return [];
  }
}
