/** How the small fields of the schema form look. */
export const fieldClass =
  "rounded-md border border-border bg-field px-2 text-[0.8125rem] text-field-foreground focus-visible:border-focus focus-visible:outline-none";
