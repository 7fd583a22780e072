/** Sorts of characters as Java tells them apart, for the methods of String. */

/** Character.isWhitespace: without the spaces that do not break lines. */
const WHITESPACE = /^[\t-\r\u001c-\u001f \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]$/;

export const isWhitespace = (letter: string): boolean => WHITESPACE.test(letter);

/** Whether each character is of the sort, and there is at least one. */
function all(text: string, sort: RegExp): boolean {
  return sort.test(text);
}

export const isAlpha = (text: string): boolean => all(text, /^\p{L}+$/u);
export const isAlphaSpace = (text: string): boolean => all(text, /^[\p{L} ]*$/u);
export const isAlphanumeric = (text: string): boolean => all(text, /^[\p{L}\p{Nd}]+$/u);
export const isAlphanumericSpace = (text: string): boolean => all(text, /^[\p{L}\p{Nd} ]*$/u);
export const isNumeric = (text: string): boolean => all(text, /^\p{Nd}+$/u);
export const isNumericSpace = (text: string): boolean => all(text, /^[\p{Nd} ]*$/u);
export const isAsciiPrintable = (text: string): boolean => all(text, /^[ -~]*$/);
export const isAllLowerCase = (text: string): boolean => all(text, /^\p{Ll}+$/u);
export const isAllUpperCase = (text: string): boolean => all(text, /^\p{Lu}+$/u);

/** Characters at or below the space on both sides are cut off, as Java's trim does. */
export const trim = (text: string): string => text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');

/** Java's hashCode of a text. */
export function hashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/** How many characters must be changed, added or left out to make one text of the other. */
export function levenshtein(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let line = 1; line <= left.length; line++) {
    const next = [line];
    for (let column = 1; column <= right.length; column++)
      next.push(
        Math.min(
          next[column - 1]! + 1,
          row[column]! + 1,
          row[column - 1]! + (left[line - 1] === right[column - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[right.length]!;
}

/** Where two texts begin to differ; -1 for the same. */
export function indexOfDifference(left: string, right: string): number {
  if (left === right) return -1;
  let index = 0;
  while (index < left.length && index < right.length && left[index] === right[index]) index++;
  return index;
}
