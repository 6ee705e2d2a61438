import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/app-error";
import { exportHead, exportTail } from "./chat-export";
import { locateJsonPath } from "./locate-json-path";
import { readExport } from "./read-export";

const question = {
  id: "question1",
  laneId: "lane00001",
  parentId: null,
  turnId: "turn00001",
  role: "user",
  parts: [{ type: "text", text: 'Hello\n{ "not": [json' }],
  metadata: null,
  createdAt: 5,
};
const chat = {
  id: "chat00001",
  title: "A chat",
  createdAt: 1,
  updatedAt: 2,
  pinnedAt: null,
  lanes: [{ id: "lane00001", position: 0, model: "demo/echo", settings: {}, leafId: "question1" }],
  messages: [question],
};
const file = (...chats: object[]) =>
  exportHead + chats.map((each) => JSON.stringify(each)).join(",\n") + exportTail;

const withParts = (parts: object[]) => ({ ...chat, messages: [{ ...question, parts }] });

function problemOf(text: string): string {
  try {
    readExport(text);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  return "none";
}

describe("an exported file", () => {
  it("is read as it stands", () => {
    const other = { ...chat, id: "chat00002" };
    expect(readExport(file(chat, other)).chats).toEqual([chat, other]);
    expect(readExport(file())).toMatchObject({ chats: [], files: [] });
  });

  it("that is damaged is refused with the line and what should stand there", () => {
    expect(problemOf(file(chat, chat).slice(0, -20))).toMatch(/damaged.*Line 3, column \d+: expected/);
    expect(problemOf("")).toContain("Line 1");
    expect(problemOf(`${file(chat)}}`)).toContain("Line 4");
  });

  it.each([
    ["another program's", '{"mapping":{}}', /Line 1.*no export of Switchyard/],
    ["a list", "[]", /Line 1.*no export/],
    [
      "a newer version",
      file(chat).replace('"version":1', '"version":2'),
      /Line 1 \(version\): version 1 is needed, this is 2/,
    ],
    ["no list", '{"format":"switchyard-chats","version":1}', /no list of chats/],
  ])("%s is refused", (_, text, words) => {
    expect(problemOf(text)).toMatch(words);
  });

  it.each<[string, object, RegExp]>([
    ["a field that is wrong", { ...chat, title: 7 }, /Line 3 \(chats\.1\.title\)/],
    ["a field too many", { ...chat, evil: true }, /Line 3 \(chats\.1\).*evil/],
    [
      "a message of no lane",
      { ...chat, messages: [{ ...question, laneId: "lane00009" }] },
      /Line 3 \(chats\.1\.messages\.0\.laneId\): there is no such lane/,
    ],
    [
      "a parent that is not there",
      { ...chat, messages: [{ ...question, parentId: "question9" }] },
      /parentId\): there is no such message/,
    ],
    [
      "messages in a circle",
      {
        ...chat,
        messages: [
          { ...question, parentId: "question2" },
          { ...question, id: "question2", parentId: "question1" },
        ],
      },
      /each other's parents/,
    ],
    [
      "an end that is not there",
      { ...chat, lanes: [{ ...chat.lanes[0], leafId: "question9" }] },
      /lanes\.0\.leafId/,
    ],
    ["a text that is none", withParts([{ type: "text" }]), /parts\.0\.text\): a text is needed here/],
    [
      "a tool call without a state",
      withParts([{ type: "tool-x", toolCallId: "1" }]),
      /parts\.0\.state\): a text is needed/,
    ],
    ["a time that is none", { ...chat, updatedAt: 9e15 }, /chats\.1\.updatedAt/],
    ["an id that is none", { ...chat, id: "../../etc" }, /Line 3 \(chats\.1\.id\)/],
    [
      "the same chat twice",
      { ...chat, id: "chat00000" },
      /Line 3 \(chats\.1\.id\): this chat stands in the file twice/,
    ],
  ])("%s is refused with its line", (_, bad, words) => {
    expect(problemOf(file({ ...chat, id: "chat00000" }, bad))).toMatch(words);
  });

  it("tells the line also when somebody has formatted it anew", () => {
    const text = JSON.stringify(JSON.parse(file(chat, { ...chat, id: "chat00002", title: 7 })), null, 2);
    const line = text.split("\n").findIndex((each) => each.includes('"title": 7')) + 1;
    expect(problemOf(text)).toContain(`Line ${line} (chats.1.title)`);
  });
});

describe("the line of a path", () => {
  it("is that of its parent where it is absent, whatever stands in texts", () => {
    const text = '{\n "a": "}],{\\"",\n "b": [\n  1,\n  {"c": null}\n ]\n}';
    expect(locateJsonPath(text, ["b", 1, "c"])).toBe(5);
    expect(locateJsonPath(text, ["b", 0])).toBe(4);
    expect(locateJsonPath(text, ["b", 7])).toBe(3);
    expect(locateJsonPath(text, ["x"])).toBe(1);
    expect(locateJsonPath(text, [])).toBe(1);
  });
});
