import { type RefObject, useEffect, useEffectEvent } from "react";

/** Hands on what was typed into a field before the page was alive: until then nobody heard of it. */
export function useEarlyText(field: RefObject<HTMLInputElement | null>, onText: (text: string) => void) {
  const handOn = useEffectEvent((text: string) => onText(text));
  useEffect(() => {
    const typed = field.current?.value ?? "";
    if (typed !== (field.current?.defaultValue ?? "")) handOn(typed);
  }, [field]);
}
