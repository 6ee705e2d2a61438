import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { createId } from "@/lib/id";
import type { Preset } from "@/lib/presets/preset-schema";

vi.setConfig({ testTimeout: 20_000 });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const presetWith = (overrides: object = {}) => ({
  id: createId(),
  name: "Careful",
  model: "demo/echo",
  settings: { temperature: 0 },
  ...overrides,
});
const post = (address: string, body: object) => server.send("POST", address, { body });
const patch = (address: string, body: object) => server.send("PATCH", address, { body });
const list = async (): Promise<Preset[]> => (await server.send("GET", "/api/presets")).json();

describe("presets", () => {
  const careful = presetWith();
  const other = presetWith({ name: "Über 2", model: null, settings: {} });

  it("are saved under their ids, once, and listed by name; 0 is a value", async () => {
    for (const preset of [other, careful, careful]) await post("/api/presets", preset);
    expect(await list()).toMatchObject([{ ...careful, isDefault: false }, other]);
  });

  it("have names of their own, whatever their case", async () => {
    expect((await post("/api/presets", presetWith({ name: "CAREFUL" }))).status).toBe(409);
    expect((await patch(`/api/presets/${other.id}`, { name: "careful " })).status).toBe(409);
    expect((await patch(`/api/presets/${careful.id}`, { name: "Careful" })).status).toBe(200);
  });

  it("hold no key", async () => {
    const settings = { headers: { "X-Route": `sk-${"a".repeat(30)}` } };
    const refused = await post("/api/presets", presetWith({ name: "Secret", settings }));
    expect(refused.status).toBe(400);
    expect(await refused.text()).not.toContain("aaaa");
  });

  it("are the default one at a time, and not while they are deleted", async () => {
    const { getDefaultPreset } = await import("@/lib/server/library/preset-store");
    await patch(`/api/presets/${careful.id}`, { isDefault: true });
    await patch(`/api/presets/${other.id}`, { isDefault: true });
    expect((await list()).map(({ isDefault }) => isDefault)).toEqual([false, true]);
    await patch(`/api/presets/${other.id}`, { deleted: true });
    expect(await getDefaultPreset("local")).toBeNull();
    expect(await list()).toHaveLength(1);
    await patch(`/api/presets/${other.id}`, { deleted: false });
    expect((await getDefaultPreset("local"))?.id).toBe(other.id);
  });

  it("that were deleted meanwhile, in another tab say, are not changed in the bin without a word", async () => {
    const preset = presetWith({ name: "Passing" });
    const prompt = { id: createId(), kind: "user", title: "Passing", text: "Hi" };
    await post("/api/presets", preset);
    await post("/api/prompts", prompt);
    for (const address of [`/api/presets/${preset.id}`, `/api/prompts/${prompt.id}`]) {
      expect((await patch(address, { deleted: true })).status).toBe(200);
      const refused = await patch(address, address.includes("presets") ? { name: "New" } : { title: "New" });
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain("deleted meanwhile");
      expect((await patch(address, { deleted: true })).status).toBe(200);
      expect(await (await patch(address, { deleted: false })).text()).toContain("Passing");
      await patch(address, { deleted: true });
    }
  });

  it("that another tab has changed are not overwritten: the refusal holds how they stand now", async () => {
    const preset = presetWith({ name: "Both" });
    const prompt = { id: createId(), kind: "user", title: "Both", text: "Hi" };
    const edits = [
      {
        address: "presets",
        made: preset,
        first: { settings: { seed: 0 } },
        second: { settings: { seed: 1 } },
      },
      { address: "prompts", made: prompt, first: { text: "first" }, second: { text: "second" } },
    ];
    for (const { address, made, first, second } of edits) {
      const { updatedAt: basedOn } = await (await post(`/api/${address}`, made)).json();
      const edit = (body: object) => patch(`/api/${address}/${made.id}`, body);
      const saved = await (await edit({ ...first, basedOn })).json();
      const refused = await edit({ ...second, basedOn });
      expect(refused.status).toBe(409);
      const { error } = await refused.json();
      expect(error).toMatchObject({ code: "conflict", details: { current: saved } });
      expect(saved).toMatchObject(first);
      // Knowing how it stands, one may.
      expect((await edit({ ...second, basedOn: saved.updatedAt })).status).toBe(200);
      // At the same moment: one of them.
      const { updatedAt } = await (await edit(first)).json();
      const both = await Promise.all([first, second].map((one) => edit({ ...one, basedOn: updatedAt })));
      expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      await edit({ deleted: true });
      const gone = await (await edit({ ...first, basedOn: updatedAt })).json();
      expect(gone.error.details).toEqual({ current: null });
    }
    // What new chats begin with is no content of theirs.
    const { updatedAt: basedOn } = await (
      await patch(`/api/presets/${preset.id}`, { deleted: false })
    ).json();
    expect((await patch(`/api/presets/${preset.id}`, { isDefault: true })).status).toBe(200);
    expect((await patch(`/api/presets/${preset.id}`, { name: "Both 2", basedOn })).status).toBe(200);
    await patch(`/api/presets/${preset.id}`, { isDefault: false, deleted: true });
  });

  it("are gone for good a month after they were deleted", async () => {
    const gone = presetWith({ name: "Gone" });
    await post("/api/presets", gone);
    await patch(`/api/presets/${gone.id}`, { deleted: true });
    const { sweepBin } = await import("@/lib/server/chats/purge-chats");
    const find = async () =>
      (await server.getDb()).selectFrom("presets").select("id").where("id", "=", gone.id).execute();
    await sweepBin();
    expect(await find()).toHaveLength(1);
    const db = await server.getDb();
    await db.updateTable("presets").set({ deleted_at: 1 }).where("id", "=", gone.id).execute();
    await sweepBin();
    expect(await find()).toHaveLength(0);
  });
});

describe("an export of everything", () => {
  it("holds presets, prompts and what added lanes begin with; imported, they are there once", async () => {
    const prompt = { id: createId(), title: "Sum up", kind: "user", text: "Sum up {{text}}" };
    await post("/api/prompts", prompt);
    const turn = turnWith();
    await readTurn(await post("/api/turns", turn));
    await patch(`/api/chats/${turn.chatId}`, { laneDefaults: { seed: 0 } });
    const text = await (await server.send("GET", "/api/export")).text();
    const file = JSON.parse(text);
    expect(file.presets.map(({ name }: Preset) => name)).toEqual(["Careful", "Über 2"]);
    expect(file.prompts).toMatchObject([prompt]);
    expect(file.chats[0].laneDefaults).toEqual({ seed: 0 });
    expect(await (await server.send("POST", "/api/import", { body: text })).json()).toEqual({
      added: 0,
      copied: 0,
      known: 1,
    });

    // Another preset of the same name gets a name of its own.
    const changed = text.replace('"temperature":0', '"temperature":1');
    expect(await (await server.send("POST", "/api/import", { body: changed })).json()).toMatchObject({
      library: 1,
    });
    expect((await list()).map(({ name }) => name)).toEqual(["Careful", "Careful (2)", "Über 2"]);
  });

  it("is refused with the line of a preset that is none", async () => {
    const text = '{"format":"switchyard-chats","version":1,"chats":[\n],"presets":[\n{"name":"x"}\n]}';
    const refused = await server.send("POST", "/api/import", { body: text });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("Line 3 (presets.0");
  });
});

describe("what added lanes begin with", () => {
  it("is the chat's own, survives a fork, and can be taken back", async () => {
    const turn = turnWith();
    await readTurn(await post("/api/turns", turn));
    const answerId = turn.lanes[0]?.answerId ?? "";
    await patch(`/api/chats/${turn.chatId}`, { laneDefaults: { seed: 7 } });
    const { chatId } = await (await post(`/api/chats/${turn.chatId}/fork`, { messageId: answerId })).json();
    expect((await server.readChat(chatId)).laneDefaults).toEqual({ seed: 7 });
    await patch(`/api/chats/${turn.chatId}`, { laneDefaults: null });
    expect(await server.readChat(turn.chatId)).not.toHaveProperty("laneDefaults");
  });
});
