import { Store } from "@/components/chat/store";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { type SettingName, settingFields } from "@/lib/chats/setting-texts";

/** What was typed into a field and is not a setting (yet). */
export type SettingDraft = {
  text: string;
  problem: string | null;
  /** The settings when it began. */
  from: LaneSettings;
};
export type SettingDrafts = { readonly [Name in SettingName]?: SettingDraft };

type SettingsEditorOptions = {
  read: () => LaneSettings;
  /** `from` is what they were made from, where the field has been changed by others since. */
  write: (settings: LaneSettings, from?: LaneSettings) => void;
};

/**
 * The fields of a lane's settings while they are edited. Whatever was typed stays; only what is accepted becomes a
 * setting, when its field is left.
 */
export class SettingsEditor {
  readonly drafts = new Store<SettingDrafts>({});
  readonly #read: () => LaneSettings;
  readonly #write: SettingsEditorOptions["write"];

  constructor({ read, write }: SettingsEditorOptions) {
    this.#read = read;
    this.#write = write;
  }

  /** Takes what stands in the field now. A field that was refused is judged again at once. */
  type(name: SettingName, text: string): void {
    const known = this.drafts.get()[name];
    const wasRefused = known?.problem != null;
    const problem = wasRefused ? settingFields[name].write({}, text).problem : null;
    this.drafts.patch({ [name]: { text, problem, from: known?.from ?? this.#read() } });
  }

  /** Makes the field's text the setting, or says in its draft why not. */
  commit(name: SettingName): void {
    const draft = this.drafts.get()[name];
    if (draft === undefined) return;
    const { [name]: _, ...others } = this.drafts.get();
    const before = this.#read();
    const written = settingFields[name].write(before, draft.text);
    if (written.problem !== null) {
      this.drafts.set({ ...others, [name]: { ...draft, problem: written.problem } });
      return;
    }
    this.drafts.set(others);
    const { read } = settingFields[name];
    if (read(before) === read(written.settings)) return;
    if (read(before) === read(draft.from)) this.#write(written.settings);
    else this.#write(written.settings, draft.from);
  }

  commitAll(): void {
    for (const name of Object.keys(this.drafts.get()) as SettingName[]) this.commit(name);
  }

  /** Makes `text` the setting at once: for choices, and for clearing with "". */
  choose(name: SettingName, text: string): void {
    this.type(name, text);
    this.commit(name);
  }

  /** Forgets what was typed and is not a setting. */
  forget(): void {
    this.drafts.set({});
  }

  /** Sets exactly these, and forgets what was typed. */
  replace(settings: LaneSettings): void {
    this.forget();
    this.#write(settings);
  }
}
