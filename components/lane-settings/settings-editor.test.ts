import { beforeEach, describe, expect, it } from "vitest";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { SettingsEditor } from "./settings-editor";

let settings: LaneSettings;
let writes: number;
let editor: SettingsEditor;

beforeEach(() => {
  settings = { temperature: 0.5, seed: 7 };
  writes = 0;
  editor = new SettingsEditor({
    read: () => settings,
    write: (next) => {
      settings = next;
      writes += 1;
    },
  });
});

describe("the fields of a lane's settings", () => {
  it("become settings when they are left, not while they are typed", () => {
    editor.type("maxOutputTokens", "1");
    editor.type("maxOutputTokens", "10");
    expect(settings).toEqual({ temperature: 0.5, seed: 7 });
    editor.commit("maxOutputTokens");
    expect(settings).toEqual({ temperature: 0.5, seed: 7, maxOutputTokens: 10 });
    expect(editor.drafts.get()).toEqual({});
  });

  it("keep what was typed and refused, and the setting stays as it was", () => {
    editor.type("temperature", "5");
    editor.commit("temperature");
    expect(editor.drafts.get().temperature).toMatchObject({
      text: "5",
      problem: "A number from 0 to 2, such as 0.7.",
    });
    expect(settings.temperature).toBe(0.5);
    expect(writes).toBe(0);
  });

  it("are judged again with each letter once they were refused", () => {
    editor.type("temperature", "5");
    editor.commit("temperature");
    editor.type("temperature", "");
    expect(editor.drafts.get().temperature).toMatchObject({ text: "", problem: null });
    editor.type("temperature", "1");
    editor.commitAll();
    expect(settings.temperature).toBe(1);
  });

  it("unset a setting when they are emptied; 0 is a value", () => {
    editor.choose("temperature", "0");
    expect(settings).toEqual({ temperature: 0, seed: 7 });
    editor.choose("temperature", "");
    expect(settings).toEqual({ seed: 7 });
  });

  it("write nothing when nothing has changed", () => {
    editor.type("temperature", "0.50");
    editor.commit("temperature");
    editor.commit("seed");
    expect(writes).toBe(0);
    expect(editor.drafts.get()).toEqual({});
  });

  it("can all be cleared, refused ones too", () => {
    editor.choose("topP", "high");
    editor.replace({});
    expect(settings).toEqual({});
    expect(editor.drafts.get()).toEqual({});
  });

  it("say what they were made from when another tab changed the same field while it was typed", () => {
    const told: (LaneSettings | undefined)[] = [];
    editor = new SettingsEditor({ read: () => settings, write: (_, from) => told.push(from) });
    const from = settings;
    editor.type("seed", "8");
    settings = { ...settings, temperature: 1 };
    editor.commit("seed");
    editor.type("seed", "8");
    settings = { ...settings, seed: 9 };
    editor.commit("seed");
    expect(told).toEqual([undefined, { ...from, temperature: 1 }]);
  });
});
