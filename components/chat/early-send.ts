import { composerId } from "./focus-composer";

declare global {
  interface Window {
    /** See `earlySendScript`; gone once a message field is alive. */
    takeEarlySend?: (() => string | null) | undefined;
  }
}

/**
 * Runs while the page is read: Enter or Send on a message before the page is alive is noted, for the field to do when it is.
 * Whoever changes the text afterwards has not sent that one. `aria-busy` says that the wish was heard. Kept tiny, it is in
 * every page.
 */
export const earlySendScript = `(function(){
var wish=null,is=function(f){return f&&f.id==="${composerId}"};
function set(f,text){wish=text;if(text===null)f.removeAttribute("aria-busy");else f.setAttribute("aria-busy","true")}
function hear(e,f){e.preventDefault();e.stopImmediatePropagation();if(f.value.trim()!=="")set(f,f.value)}
function key(e){if(is(e.target)&&e.key==="Enter"&&!e.shiftKey&&!e.altKey&&!e.isComposing&&e.keyCode!==229)hear(e,e.target)}
function submit(e){var f=e.target.querySelector("#${composerId}");if(f)hear(e,f)}
function input(e){if(is(e.target)&&e.target.value!==wish)set(e.target,null)}
var all={keydown:key,submit:submit,input:input},name;
for(name in all)document.addEventListener(name,all[name],true);
window.takeEarlySend=function(){
for(name in all)document.removeEventListener(name,all[name],true);
var f=document.getElementById("${composerId}");if(f)f.removeAttribute("aria-busy");
delete window.takeEarlySend;return wish}
})()`;

/** What was to be sent before the page was alive, told once; null when nothing was. From now on the field hears by itself. */
export function takeEarlySend(): string | null {
  return window.takeEarlySend?.() ?? null;
}
