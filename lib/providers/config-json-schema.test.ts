import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { toConfigJsonSchema } from "./config-json-schema";

it("editors check the configuration file by the schema the server checks it by", () => {
  // When it differs: node --import ./e2e/upstreams/run-typescript.mjs scripts/write-config-schema.mjs
  const written: unknown = JSON.parse(readFileSync("switchyard.config.schema.json", "utf8"));
  expect(written).toEqual(JSON.parse(JSON.stringify(toConfigJsonSchema())));
});

it("the schema knows what a provider may have, and that it may have nothing else", () => {
  expect(toConfigJsonSchema()).toMatchObject({
    additionalProperties: false,
    properties: {
      providers: {
        additionalProperties: {
          additionalProperties: false,
          properties: { name: {}, baseUrl: {}, keyVariable: {}, headers: {}, body: {}, models: {} },
        },
      },
    },
  });
});
