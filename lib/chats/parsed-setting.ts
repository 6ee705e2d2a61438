/** What a typed text means. `value: undefined` is "unset"; a `problem` says what is accepted. */
export type ParsedSetting<Value> = { problem: null; value: Value | undefined } | { problem: string };

/** How a setting is written in a text field. An empty text always means "unset". */
export type SettingTexts<Value> = {
  parse: (text: string) => ParsedSetting<Value>;
  format: (value: Value) => string;
};
