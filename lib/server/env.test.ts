import { expect, it } from "vitest";
import { parseEnv } from "./env";

it("says of a wrong address what is wrong with it", () => {
  const wrong = {
    PUBLIC_URL: "chat.example",
    SWITCHYARD_CORS_ORIGINS: "https://a.example,https://b.example/app",
  };
  expect(() => parseEnv(wrong)).toThrow(
    "  PUBLIC_URL: must begin with http:// or https://\n  SWITCHYARD_CORS_ORIGINS.1: is no origin, such as https://app.example",
  );
});

it.each(["*", "https://App.example", "app.example", "https://a.example:443"])(
  "refuses an origin that no browser would send: %s",
  (origin) => {
    expect(() => parseEnv({ SWITCHYARD_CORS_ORIGINS: origin })).toThrow("is no origin");
  },
);

it("takes several origins, and a stroke that was copied along", () => {
  const { SWITCHYARD_CORS_ORIGINS: origins } = parseEnv({
    SWITCHYARD_CORS_ORIGINS: "https://a.example/, http://localhost:5173",
  });
  expect(origins).toEqual(["https://a.example", "http://localhost:5173"]);
});
