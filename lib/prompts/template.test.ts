import { describe, expect, it } from "vitest";
import { fillTemplate, listVariables, toTemplateParts } from "./template";

describe("a prompt with variables", () => {
  it("names each variable once, in its order, whatever the space around it", () => {
    expect(listVariables("{{ city }} and {{Größe}}, {{city}}; {{ first name }}")).toEqual([
      "city",
      "Größe",
      "first name",
    ]);
  });

  it("is filled everywhere; an empty value is a value, a missing one leaves the variable", () => {
    expect(fillTemplate("{{a}}-{{ a }}-{{b}}-{{c}}", { a: "1", b: "" })).toBe("1-1--{{c}}");
  });

  it("has literal braces after a backslash, and where no name stands between them", () => {
    expect(listVariables("\\{{no}} {{ }} {{1}} {no} {{a b!}}")).toEqual([]);
    expect(fillTemplate("\\{{no}} {{ }} {{{yes}}}", { no: "x", yes: "1" })).toBe("{{no}} {{ }} {1}");
  });

  it("takes values as they are: no variable and no replacement pattern in them counts", () => {
    expect(fillTemplate("{{a}} {{b}}", { a: "{{b}} $& $1", b: "2" })).toBe("{{b}} $& $1 2");
  });

  it("knows only its own values", () => {
    expect(fillTemplate("{{toString}}", {})).toBe("{{toString}}");
  });

  it("comes in parts", () => {
    expect(toTemplateParts("Say {{ word }}!")).toEqual([
      { kind: "text", text: "Say " },
      { kind: "variable", text: "word" },
      { kind: "text", text: "!" },
    ]);
  });
});
