import { expect, it } from "vitest";
import { nameBrowser } from "./name-browser";

const webKit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const onWindows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";

it.each([
  [`${onWindows} ${webKit} Chrome/131.0.0.0 Safari/537.36`, "Chrome on Windows"],
  [`${onWindows} ${webKit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`, "Edge on Windows"],
  [`${onWindows} ${webKit} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0`, "Opera on Windows"],
  [`Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/131.0.0.0 Mobile Safari/537.36`, "Chrome on Android"],
  [
    `Mozilla/5.0 (Linux; Android 14; SM-S921B) ${webKit} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
    "Samsung Internet on Android",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "Safari on Mac",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.0.0 Mobile/15E148 Safari/604.1",
    "Chrome on iPhone",
  ],
  ["curl/8.5.0", "curl/8.5.0"],
  ["", "Unknown browser"],
])("%s is called %s", (text, name) => expect(nameBrowser(text)).toBe(name));
