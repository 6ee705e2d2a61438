export type Direction = "ltr" | "rtl";

/** The scripts that are written from right to left (Unicode's bidirectional classes R and AL) and in use today. */
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;
const mostRead = 2_000;

/** Which way a text runs, told from the first letter of its beginning; from left to right without one. */
export function toDirection(text: string): Direction {
  const letter = /\p{L}/u.exec(text.slice(0, mostRead))?.[0] ?? "";
  return rightToLeft.test(letter) ? "rtl" : "ltr";
}
