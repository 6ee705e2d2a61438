/** Runs in the page: notes long tasks, frames, keys and the last change of what is drawn. */
export function watch(lastWords) {
  const seen = {
    longTasks: [],
    frames: [],
    echoes: [],
    askedAt: 0,
    lastMarkdownAt: 0,
    shownAt: null,
    lastByteAt: 0,
  };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasks.push(duration);
  }).observe({ entryTypes: ["longtask"] });
  const frame = (now) => {
    seen.frames.push(now);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  document.addEventListener(
    "keydown",
    ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => seen.echoes.push(performance.now() - timeStamp), 0)),
    true,
  );
  const content = document.querySelector("main");
  const countText = () =>
    [...document.querySelectorAll("article .markdown")].reduce(
      (sum, { textContent }) => sum + textContent.length,
      0,
    );
  const isAllShown = () =>
    [...document.querySelectorAll("article[aria-busy]")].every(({ textContent }) =>
      textContent.includes(lastWords),
    );
  let shown = 0;
  // Colours of code and what appears below the answers change the page, too: only text counts, and after the last byte.
  new MutationObserver(() => {
    const now = performance.now();
    if (now - seen.lastByteAt < 40) return;
    if (seen.shownAt === null && isAllShown()) seen.shownAt = now;
    const count = countText();
    if (count !== shown) seen.lastMarkdownAt = now;
    shown = count;
  }).observe(content, { childList: true, subtree: true, characterData: true });
  // Other things are fetched at the end, too: only the turn's own bytes count.
  const ask = globalThis.fetch;
  globalThis.fetch = async (...args) => {
    if (String(args[0]) === "/api/turns") seen.askedAt = performance.now();
    const response = await ask(...args);
    if (String(args[0]).includes("/api/turns") && response.body !== null) noteReads(response.body);
    return response;
  };
  function noteReads(body) {
    const getReader = body.getReader.bind(body);
    body.getReader = (...options) => {
      const reader = getReader(...options);
      const read = reader.read.bind(reader);
      reader.read = async () => {
        const result = await read();
        if (result.value !== undefined) seen.lastByteAt = performance.now();
        return result;
      };
      return reader;
    };
  }
}

/**
 * Of the frames that were due from the question to the last change of the text, how many never came, %: a gap of 100 ms is five of
 * them, and what is at rest afterwards counts for nothing.
 */
export function countDropped({ frames, askedAt, lastByteAt, lastMarkdownAt }) {
  const end = Math.max(lastByteAt, lastMarkdownAt);
  const times = frames.filter((at) => at >= askedAt && at <= end + 50);
  const gaps = times.slice(1).map((at, index) => at - times[index]);
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1_000 / 60)) - 1), 0);
  return (100 * dropped) / Math.max(1, dropped + gaps.length);
}

/** Runs in the page: whether an answer is arriving. */
export const isRunning = () => document.querySelector("button[aria-label=Stop]:not([hidden])") !== null;

/** Runs in the page: how long the texts of the lanes in view are while they write. */
export const readLengths = () =>
  [...document.querySelectorAll("[data-lane]")]
    .filter((lane) => lane.getBoundingClientRect().right <= innerWidth)
    .flatMap((lane) => [...lane.querySelectorAll("article[aria-busy=true]")])
    .map(({ textContent }) => textContent.length);

/** MB on the page's heap after everything that can be freed is. */
export async function measureHeap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 2 ** 20;
}

/** CPU seconds spent so far, by the browser's kinds of processes. */
export async function readBrowserUse(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
