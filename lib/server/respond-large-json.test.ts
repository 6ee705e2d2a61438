import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { respondLargeJson } from "./respond-large-json";

const large = { words: "many ".repeat(40_000) };

async function respond(value: unknown, acceptEncoding?: string) {
  const headers = acceptEncoding === undefined ? undefined : { "accept-encoding": acceptEncoding };
  const response = await respondLargeJson(new Request("http://localhost/", { headers }), value);
  const body = Buffer.from(await response.arrayBuffer());
  const coding = response.headers.get("content-encoding");
  return { response, coding, value: JSON.parse((coding === null ? body : gunzipSync(body)).toString()) };
}

describe("JSON that may be large", () => {
  it.each(["gzip", "br, gzip;q=0.8", "GZIP ; q=1.0", "deflate,gzip"])(
    "is compressed for %s",
    async (accepts) => {
      const { coding, value, response } = await respond(large, accepts);
      expect([coding, response.headers.get("vary")]).toEqual(["gzip", "accept-encoding"]);
      expect(response.headers.get("content-type")).toBe("application/json");
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(value).toEqual(large);
    },
  );

  it.each([undefined, "identity", "gzip;q=0", "gzip; q=0.000", "br"])(
    "is not compressed for %s",
    async (accepts) => {
      const { coding, value } = await respond(large, accepts);
      expect(coding).toBeNull();
      expect(value).toEqual(large);
    },
  );

  it("that is small is left as it is", async () => {
    expect((await respond({ small: true }, "gzip")).coding).toBeNull();
  });
});
