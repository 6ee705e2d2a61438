import { describe, expect, it } from "vitest";
import { blankModel } from "@/lib/catalogue/blank-model";
import { makeProvider, noFreshness } from "@/lib/catalogue/catalogue.test-support";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { chooseFirstModel } from "./choose-first-model";

const modelWith = (providerId: string, id: string) =>
  blankModel({ providerId, id, kind: "hosted", source: "config", sourceDate: "2026" });
const catalogue: Catalogue = {
  providers: [makeProvider("keyless", { callable: false }), makeProvider("acme")],
  routes: [],
  models: [
    modelWith("keyless", "x"),
    { ...modelWith("acme", "old"), notOffered: "Retired." },
    modelWith("acme", "large"),
  ],
  freshness: noFreshness,
};

describe("the first request with a new token", () => {
  it("asks what the token may use: the simulated one if it can, else one that is named", () => {
    expect(chooseFirstModel([], catalogue)).toBe("demo/echo");
    expect(chooseFirstModel(["acme/*", "demo/*"], catalogue)).toBe("demo/echo");
    expect(chooseFirstModel(["acme/*", "keyless/x"], catalogue)).toBe("keyless/x");
  });

  it("asks one that can be called where the token names only beginnings", () => {
    expect(chooseFirstModel(["acme/*"], catalogue)).toBe("acme/large");
    expect(chooseFirstModel(["keyless/*"], catalogue)).toBe("keyless/…");
    expect(chooseFirstModel(["acme/*"], null)).toBe("acme/…");
  });
});
