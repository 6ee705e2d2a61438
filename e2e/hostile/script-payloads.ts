const run = "window.__hit=1";

const handlers = [
  "onload",
  "onerror",
  "onfocus",
  "onmouseover",
  "ontoggle",
  "onanimationstart",
  "onpointerenter",
];
const elements = [
  "img src=x",
  "svg",
  "body",
  "input autofocus",
  "details open",
  "marquee",
  "video src=x",
  "a href=#x",
];
const inElements = elements.flatMap((element) =>
  handlers.map((handler) => `<${element} ${handler}="${run}">`),
);

const schemes = [
  "javascript:",
  "JaVaScRiPt:",
  "java\tscript:",
  "java\nscript:",
  "\u0001javascript:",
  " javascript:",
  "javascript&colon;",
  "&#106;avascript:",
  "&#x6A;avascript&#x3A;",
  "javascript%3A",
  "vbscript:",
  "view-source:javascript:",
  "feed:javascript:",
  "data:text/html,<script>",
  "blob:javascript:",
];
const inLinks = schemes.flatMap((scheme) => [
  `[press](${scheme}${run})`,
  `![image](<${scheme}${run}>)`,
  `<a href="${scheme}${run}">press</a>`,
]);

const others = [
  `<script>${run}</script>`,
  `<ScRiPt>${run}</sCrIpT>`,
  `</script><script>${run}</script>`,
  `</title><script>${run}</script>`,
  `</textarea><script>${run}</script>`,
  `</style><img src=x onerror=${run}>`,
  `--><img src=x onerror=${run}>`,
  `"><img src=x onerror=${run}>`,
  `' onmouseover='${run}`,
  `<iframe srcdoc="<script>parent.__hit=1</script>"></iframe>`,
  `<iframe src="javascript:parent.__hit=1"></iframe>`,
  `<svg><script>${run}</script></svg>`,
  `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  `<math href="javascript:${run}">x</math>`,
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `$$\\href{javascript:${run}}{x}$$`,
  `\`\`\`"><script>${run}</script>\nx\n\`\`\``,
  `[a]: javascript:${run}\n\n[a]`,
  `\u2028<script>${run}</script>\u2029`,
];

/** A hundred and twenty texts each of which sets `window.__hit` where it is taken for code. */
export const scriptPayloads: readonly string[] = [...inElements, ...inLinks, ...others];
