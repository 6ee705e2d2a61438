import { describe, expect, it } from "vitest";
import { explainUnsafeBind, readHostArgument } from "./check-bind";

describe("listening", () => {
  it.each(["127.0.0.1", "localhost", "LOCALHOST", "::1", "[::1]", "127.0.0.2"])(
    "on %s needs no password",
    (host) => expect(explainUnsafeBind({ host, hasPassword: false })).toBeNull(),
  );

  it.each([
    "0.0.0.0",
    "::",
    "[::]",
    "192.168.1.5",
    "::ffff:0.0.0.0",
    "::ffff:192.168.1.5",
    "example.com",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "127.0.0.1 ",
    "0",
    "0x7f.1",
    "",
  ])("on %j is refused without a password, in words that say what to do", (host) => {
    const why = explainUnsafeBind({ host, hasPassword: false });
    expect(why).toContain("SWITCHYARD_PASSWORD");
    expect(why).toContain("npm start");
    expect(explainUnsafeBind({ host, hasPassword: true })).toBeNull();
  });

  it("on no stated address is listening on all of them", () => {
    expect(explainUnsafeBind({ host: null, hasPassword: false })).toContain("every address");
  });
});

describe("the address in the command line", () => {
  it.each([
    [["next", "start"], null],
    [["next", "start", "-H", "127.0.0.1"], "127.0.0.1"],
    [["next", "start", "--hostname", "0.0.0.0"], "0.0.0.0"],
    [["next", "start", "--hostname=0.0.0.0"], "0.0.0.0"],
    [["next", "start", "-H0.0.0.0"], "0.0.0.0"],
    [["next", "start", "-H", "127.0.0.1", "-H", "0.0.0.0"], "0.0.0.0"],
    [["next", "start", "-H"], null],
  ])("%j is %j", (argv, host) => expect(readHostArgument(argv)).toBe(host));
});
