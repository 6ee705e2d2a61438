import { Icon } from "@/components/icons/icon";
import { settingLabels } from "@/lib/chats/setting-labels";
import { type SettingName, settingFields } from "@/lib/chats/setting-texts";
import type { ImportedFile, ImportedMessage, LaneCandidate } from "@/lib/lane-code/lane-code";

type ImportPreviewProps = { candidate: LaneCandidate; currentModel: string };

/** What a lane gets from a pasted text: its model, each setting, and what must be known about it. */
export function ImportPreview({ candidate, currentModel }: ImportPreviewProps) {
  const { model, settings, history, draft, warnings } = candidate;
  const names = (Object.keys(settingFields) as SettingName[]).filter((name) => settings[name] !== undefined);
  return (
    <>
      <dl className="grid grid-cols-[minmax(6rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-2 rounded-lg border border-border bg-surface px-3.5 py-3 text-sm">
        <dt className="text-muted">Model</dt>
        <dd className="font-mono text-[0.8125rem] wrap-anywhere text-foreground">
          {model ?? `${currentModel} (stays)`}
        </dd>
        {names.map((name) => (
          <Setting key={name} label={settingLabels[name]} text={settingFields[name].read(settings)} />
        ))}
        {history.length > 0 && <Setting label="Conversation" text={toHistoryText(history)} />}
        {draft !== null && <Setting label="Message" text={toDraftText(draft)} />}
      </dl>
      {names.length === 0 && <p className="text-sm text-muted">No settings: the provider decides.</p>}
      {warnings.length > 0 && (
        <ul aria-label="Warnings" className="flex flex-col gap-1.5">
          {warnings.map((warning) => (
            <li
              key={warning}
              className="flex items-start gap-2 rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning-soft-foreground"
            >
              <Icon name="alert" className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0 wrap-anywhere">{warning}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const excerptCharacters = 120;

/** A conversation in a line for each message. */
function toHistoryText(history: readonly ImportedMessage[]): string {
  return history
    .map((message) => {
      if (message.role === "user") return `You: ${toExcerpt(toDraftText(message))}`;
      const calls = message.steps.flatMap((step) => step.calls.map(({ name }) => `[calls ${name}]`));
      return `Model: ${toExcerpt([...calls, ...message.steps.map(({ text }) => text)].join(" "))}`;
    })
    .join("\n");
}

function toDraftText({ text, files }: { text: string; files: readonly ImportedFile[] }): string {
  return [...files.map(({ name }) => `[${name}]`), text].filter((part) => part !== "").join(" ");
}

function toExcerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= excerptCharacters ? line : `${line.slice(0, excerptCharacters - 1)}…`;
}

function Setting({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere text-foreground">{text}</dd>
    </>
  );
}
