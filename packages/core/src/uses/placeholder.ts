import { looksRandom } from '../secrets/harmless-text.ts';

/**
 * Marks that tools replace at deployment: `${CERT}`, `$CERT`, `{{cert}}`, `{!cert}`, `#{cert}`, `##CERT##`, `%CERT%`, `@CERT@`,
 * `[[cert]]`, `__CERT__`, `<%= cert %>`, `<cert>`. None can be in an API name.
 */
const marks = [
  String.raw`\$\{[^}]*\}`,
  String.raw`\{\{[^}]*\}\}`,
  String.raw`\{[!A-Za-z_][^{}]*\}`,
  String.raw`#\{[^}]*\}#?`,
  String.raw`\$\([^)]*\)`,
  String.raw`\$[A-Za-z_]\w*(?::\w+)?`,
  String.raw`##\w+##`,
  String.raw`%+\w+%+`,
  String.raw`@+\w+@+`,
  String.raw`\[\[[^\]]*\]\]`,
  String.raw`(?<![A-Za-z0-9])__[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*__(?![A-Za-z0-9])`,
  String.raw`<[^<>]*>`,
];
const mark = new RegExp(marks.join('|'));
/** All of them. */
export const everyMark = new RegExp(mark, 'g');

/** More than any name with a mark in it has. */
const LONGEST = 80;

/** The first mark of a value that is only filled in at deployment; undefined when the value stands as it is. */
export function placeholderIn(value: string): string | undefined {
  return mark.exec(value)?.[0];
}

/** What a mark is called: a variable, with the object or file that it is of. */
const VARIABLE = /^[\w .:$-]{1,80}$/;

/** Whether a mark has the name of a variable in it. Whatever else stands there is not repeated. */
function isNamed(found: string): boolean {
  const name = found.replaceAll(/^[$#%@!={}()[\]<>_]+|[#%@={}()[\]<>_]+$/g, '');
  return VARIABLE.test(name) && !looksRandom(name);
}

/** A mark as it may be shown: as written, or without what is in it. */
export function shownPlaceholder(found: string): string {
  return isNamed(found) ? found : found.replace(/^([^\w\s]+)[^]*?([}\])>%#@]*)$/, '$1…$2');
}

/** Whether a text is a name of which a part is filled in at deployment: `${CERT}`, `Partner_${ENV}`. */
export function isNameWithPlaceholder(text: string): boolean {
  const around = text.replace(everyMark, '');
  const found = text.match(everyMark) ?? [];
  return (
    text.length <= LONGEST && found.length > 0 && found.every(isNamed) && /^\w*$/.test(around) && !looksRandom(around)
  );
}
