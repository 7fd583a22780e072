/** A secret key as Java 17 writes it into a JCEKS file: a serialized `SealedObjectForKeyProtector`. */
export const sealedObject = Buffer.from(
  [
    'rO0ABXNyADNjb20uc3VuLmNyeXB0by5wcm92aWRlci5TZWFsZWRPYmplY3RGb3JLZXlQcm90ZWN0b3LNV8pZ5zC7UwIAAHhyABlqYXZheC5jcnlwdG',
    '8uU2VhbGVkT2JqZWN0PjY9psO3VHACAARbAA1lbmNvZGVkUGFyYW1zdAACW0JbABBlbmNyeXB0ZWRDb250ZW50cQB+AAJMAAlwYXJhbXNBbGd0ABJM',
    'amF2YS9sYW5nL1N0cmluZztMAAdzZWFsQWxncQB+AAN4cHVyAAJbQqzzF/gGCFTgAgAAeHAAAAARMA8ECNOl8mJUCzJaAgMDDUB1cQB+AAUAAACgYr',
    'HTF+VGcvN9gcEj8X+OSFnGLhDBClb7ilJgeGuKcOFRtxtaoIoJRn/1hhzTSvHzKHkSktp1Zel3YeUMUiZg6QBQlEKzAa4HMwX7CwqNtNGAS82i9xRi',
    'KGA0fWpQqTO72pfFTwTpyMS5CoN+62e1vSst/7z0gKoSwE40qotCWXrfrah/LQryXq8QT8KDciYhE6j305O40TXVAzhkEUOHYHQAFlBCRVdpdGhNRD',
    'VBbmRUcmlwbGVERVN0ABZQQkVXaXRoTUQ1QW5kVHJpcGxlREVT',
  ].join(''),
  'base64',
);
