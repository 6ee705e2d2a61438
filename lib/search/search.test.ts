import { describe, expect, it } from "vitest";
import { parseSearch } from "./parse-search";
import { toSnippet } from "./to-snippet";
import { toIndexedText } from "./words";

const wordsOf = (query: string) => parseSearch(query).map(({ words }) => words.join(" "));

describe("the words of a text", () => {
  it("have neither case nor accents, and no signs between them", () => {
    expect(toIndexedText("Über-Café: GPT-4.1, naïve_x")).toBe("uber cafe gpt 4 1 naive x");
  });

  it("are single signs where a script has no spaces", () => {
    expect(toIndexedText("日本語のモデル GPT日本")).toBe("日 本 語 の モ テ ル gpt 日 本");
  });

  it("are never longer than an index takes, nor more than it takes", () => {
    expect(toIndexedText("x".repeat(5_000)).length).toBe(100);
    expect(toIndexedText("word ".repeat(100_000), 1_000).length).toBeLessThan(1_000);
  });
});

describe("what is looked for", () => {
  it("is every word, the last one as far as it is typed", () => {
    expect(parseSearch("rate lim")).toEqual([
      { words: ["rate"], isPrefix: false },
      { words: ["lim"], isPrefix: true },
    ]);
    expect(parseSearch("rate lim ").at(-1)?.isPrefix).toBe(false);
  });

  it("keeps quoted words together, and words with signs in them", () => {
    expect(wordsOf('"rate limit" gpt-4.1')).toEqual(["rate limit", "gpt 4 1"]);
    expect(parseSearch('"rate limit"')[0]?.isPrefix).toBe(false);
    expect(parseSearch('"rate lim')[0]).toEqual({ words: ["rate", "lim"], isPrefix: true });
  });

  it("is the beginning of what is very long, not nothing", () => {
    const sentence = "这个函数的返回值在并发情况下可能为空需要检查锁的使用方式";
    expect(parseSearch(sentence)).toEqual([{ words: [...sentence].slice(0, 20), isPrefix: false }]);
    const quoted = `"${Array.from({ length: 30 }, (_, index) => `w${index}`).join(" ")}"`;
    expect(parseSearch(quoted)).toEqual([
      { words: Array.from({ length: 20 }, (_, index) => `w${index}`), isPrefix: false },
    ]);
    expect(parseSearch(`a ${"x".repeat(600)}`).at(-1)).toEqual({ words: ["x".repeat(100)], isPrefix: true });
  });

  it.each(["", "  ", '"', '""', "*", "()", "AND", "'; drop table", "a:b", "NEAR(", "\u0000"])(
    "can be %j",
    (query) => {
      expect(() => parseSearch(query)).not.toThrow();
    },
  );
});

describe("a snippet", () => {
  const lit = (text: string, query: string) => {
    const snippet = toSnippet(text, parseSearch(query));
    return { ...snippet, words: snippet.ranges.map(([start, end]) => snippet.text.slice(start, end)) };
  };

  it("lights what was found, in the text's own spelling", () => {
    expect(lit("The Café has a rate limit.", 'cafe "rate limit"').words).toEqual(["Café", "rate limit"]);
    expect(lit("limits limit limited", "limi").words).toEqual(["limits", "limit", "limited"]);
  });

  it("begins near what was found, at a word, and is short", () => {
    const { text, words } = lit(`${"filler word ".repeat(500)}needle ${"more ".repeat(500)}`, "needle");
    expect(text).toMatch(/^…\w/);
    expect(text.length).toBeLessThan(170);
    expect(words).toEqual(["needle"]);
  });

  it("never begins or ends within an emoji", () => {
    for (let at = 30; at < 60; at += 1) {
      const { text } = lit(`${"a".repeat(at)}${"🙂".repeat(60)} needle ${"🙂".repeat(200)}`, "needle");
      expect(text.isWellFormed()).toBe(true);
    }
  });

  it("has one line", () => {
    expect(lit("one\n\ntwo\tthree", "two").text).toBe("one  two three");
  });
});
