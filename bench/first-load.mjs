import { chromium } from "@playwright/test";

/** KB of JavaScript as sent (compressed) until a page that nobody touches has come to rest. */
export async function measureFirstLoad({ origin, path, executablePath }) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    const network = await page.context().newCDPSession(page);
    await network.send("Network.enable");
    const scripts = new Set();
    let bytes = 0;
    network.on("Network.responseReceived", ({ requestId, type }) => {
      if (type === "Script") scripts.add(requestId);
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await page.goto(`${origin}${path}`, { waitUntil: "networkidle" });
    return bytes / 1024;
  } finally {
    await browser.close();
  }
}
