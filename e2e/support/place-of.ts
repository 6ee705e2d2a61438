import type { Locator } from "@playwright/test";

/** Where these words stand that are part of a text in `locator`, in CSS pixels of the window, cut off or not. */
export const placeOf = (locator: Locator, words: string) =>
  locator.evaluate((element, wanted) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { left, right } = range.getBoundingClientRect();
      return { left, right };
    }
    throw new Error(`There is no “${wanted}” here.`);
  }, words);
