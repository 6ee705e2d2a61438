import { createMathPlugin } from "@streamdown/math";
import type { PluginConfig } from "streamdown";
import "katex/dist/katex.min.css";

/** One dollar is money, two are a formula. */
export const mathPlugins: PluginConfig = {
  math: createMathPlugin({ singleDollarTextMath: false, errorColor: "var(--danger)" }),
};
