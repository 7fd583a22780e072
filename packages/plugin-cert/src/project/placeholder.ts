/** Marks that tools replace at deployment: `${CERT}`, `{{cert}}`, `%CERT%`, `@CERT@`, `<cert>`. None can be in a name. */
const mark = /\$\{[^}]*\}|\{\{[^}]*\}\}|\{![^}]*\}|\$\([^)]*\)|%\w+%|@\w+@|<[^<>]*>/;

/** The first mark of a value that is only filled in at deployment; undefined when the value stands as it is. */
export function placeholderIn(value: string): string | undefined {
  return mark.exec(value)?.[0];
}
