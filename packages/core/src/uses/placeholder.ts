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
const everyMark = new RegExp(mark, 'g');

/** More than any name with a mark in it has. */
const LONGEST = 80;

/** The first mark of a value that is only filled in at deployment; undefined when the value stands as it is. */
export function placeholderIn(value: string): string | undefined {
  return mark.exec(value)?.[0];
}

/** Whether a text is a name of which a part is filled in at deployment: `${CERT}`, `Partner_${ENV}`. */
export function isNameWithPlaceholder(text: string): boolean {
  return text.length <= LONGEST && mark.test(text) && /^\w*$/.test(text.replace(everyMark, ''));
}
