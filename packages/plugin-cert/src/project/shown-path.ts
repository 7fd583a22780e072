/** A folder as it was given, with `/` on every system. */
export function shownPath(folder: string): string {
  return folder
    .replaceAll('\\', '/')
    .replace(/^\.\/(?=.)/, '')
    .replace(/(?<=.)\/+$/, '');
}

/** The path of a file as people see it: the folder as it was given, and the path below it. */
export function shownBelow(folder: string, path: string): string {
  return shownPath(folder) === '.' ? path : `${shownPath(folder)}/${path}`;
}
