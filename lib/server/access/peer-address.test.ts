import { describe, expect, it } from "vitest";
import { readPeerKey, toNetwork } from "./peer-address";

describe("whom attempts are counted for", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("%s counts as %s", (address, key) => expect(toNetwork(address)).toBe(key));

  it("is the connection's address, whatever a stranger says of himself", () => {
    const headers = new Headers({ "x-switchyard-peer": "203.0.113.7", "x-forwarded-for": "198.51.100.1" });
    expect(readPeerKey(headers)).toBe("203.0.113.7");
  });

  it("is what a proxy on this machine wrote last", () => {
    const headers = new Headers({
      "x-switchyard-peer": "127.0.0.1",
      "x-forwarded-for": "1.2.3.4, 198.51.100.1",
    });
    expect(readPeerKey(headers)).toBe("198.51.100.1");
  });
});
