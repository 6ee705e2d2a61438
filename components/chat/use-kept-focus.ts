"use client";

import { useEffect } from "react";
import { afterOverlay } from "@/components/workspace/after-overlay";
import { composerId, focusComposer } from "./focus-composer";

/** Where the focus is, told so that a place near it can be found when its element is gone. */
type Place = {
  element: HTMLElement;
  /** It is one of the message's own controls. */
  isBesideMessage: boolean;
  name: string;
  /** The lane it is in; "" outside of lanes. */
  lane: string;
  /** Which of the elements of this name in its lane it is. */
  nth: number;
  /** What is around it and takes the focus, the nearest first. */
  homes: HTMLElement[];
  /** Where the focus was before a note above the page had it. */
  before: HTMLElement | null;
};

const overlays = "[role=dialog], [role=menu], [role=listbox]";

const nameOf = (element: Element) => element.getAttribute("aria-label") ?? element.textContent ?? "";
const isUsable = (element: HTMLElement | undefined | null) =>
  element?.isConnected === true && !element.matches(":disabled");

/** What a place is looked for in: its lane or, when that is gone, the one that has its number now; else the whole chat. */
function findScope(lane: string): HTMLElement | null {
  const lanes = [...document.querySelectorAll<HTMLElement>("[data-lane]")];
  const last = lane === "" ? undefined : lanes.at(-1);
  return lanes.find((pane) => pane.dataset.lane === lane) ?? last ?? document.getElementById("content");
}

const listNamed = (scope: HTMLElement | null, name: string) =>
  [...(scope?.querySelectorAll<HTMLElement>("a, button, textarea") ?? [])].filter(
    (element) => nameOf(element) === name,
  );

function toPlace(element: HTMLElement, last: Place | null): Place {
  const lane = element.closest<HTMLElement>("[data-lane]")?.dataset.lane ?? "";
  const name = nameOf(element);
  const homes: HTMLElement[] = [];
  for (let home = element.parentElement; home !== null; home = home.parentElement)
    if (home.matches("[tabindex]")) homes.push(home);
  const before = element.closest("[role=status]") === null ? null : (last?.element ?? null);
  const nth = listNamed(findScope(lane), name).indexOf(element);
  const isBesideMessage = element.closest("form")?.querySelector(`#${composerId}`) != null;
  return { element, isBesideMessage, name, lane, nth, homes, before };
}

/** The same place, the one that took its place, what does the opposite of it, or what is around it; else the message is. */
function findNear({
  element,
  isBesideMessage,
  name,
  lane,
  nth,
  homes,
  before,
}: Place): HTMLElement | undefined {
  const scope = findScope(lane);
  const twin = listNamed(scope, name)[nth];
  const beside = twin?.parentElement?.querySelector<HTMLElement>("button:enabled");
  const pane = scope?.matches("[data-lane]") ? scope : undefined;
  // Beside the message, whose Stop and Send take turns, it is the message that one goes on with.
  if (isBesideMessage) return undefined;
  const candidates = [element, before, twin, beside, ...homes.filter(({ id }) => id !== "content"), pane];
  return candidates.find(isUsable) ?? undefined;
}

function hasFocus(): boolean {
  const { activeElement } = document;
  return activeElement !== null && activeElement !== document.body && !activeElement.matches(":disabled");
}

/**
 * The focus is never nowhere in a chat: when what had it disappears or is switched off, what took its place gets it, or what is
 * around it. The list of chats looks after its own. Whoever points instead of pressing keys goes on with the message; on a touch
 * screen that would cover half of it with a keyboard.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Place | null = null;
    let isLooking = false;
    let byKeyboard = true;

    function restore() {
      isLooking = false;
      if (last === null || hasFocus()) return;
      const near = byKeyboard || isUsable(last.element) ? findNear(last) : undefined;
      if (near !== undefined) near.focus();
      else if (matchMedia("(pointer: fine)").matches) focusComposer();
    }
    const observer = new MutationObserver(() => {
      if (isLooking || last === null || hasFocus()) return;
      isLooking = true;
      afterOverlay(restore);
    });
    const handleFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target.closest(overlays) !== null) return;
      observer.disconnect();
      const isOurs = target.id !== composerId && target.closest("#content, [role=status]") !== null;
      last = isOurs ? toPlace(target, last) : null;
      // Whoever types while answers arrive is not looked after: nothing takes the message away.
      if (last !== null) observer.observe(document.body, watched);
    };
    // Left for nothing, by a click beside everything: then that is what was wanted.
    const handleBlur = ({ target }: FocusEvent) =>
      setTimeout(() => {
        if (target === last?.element && isUsable(last?.element) && !hasFocus()) last = null;
      });
    const handleInput = ({ type }: Event) => {
      byKeyboard = type === "keydown";
    };
    const listeners = [
      ["focusin", handleFocus],
      ["focusout", handleBlur],
      ["keydown", handleInput],
      ["pointerdown", handleInput],
    ] as const;
    for (const [type, listener] of listeners)
      document.addEventListener(type, listener as EventListener, true);
    return () => {
      observer.disconnect();
      for (const [type, listener] of listeners)
        document.removeEventListener(type, listener as EventListener, true);
    };
  }, []);
}

const watched = { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] };
