import { member, type PlatformType } from '../../src/library/declaration.ts';
import { comparable, comparator, list } from '../../src/library/list.ts';
import { map } from '../../src/library/map.ts';
import { set } from '../../src/library/set.ts';
import { iterable, iterator } from '../../src/library/iterator.ts';
import { string } from '../../src/library/string.ts';
import type { ExceptionObject, Value } from '../../src/values/value.ts';

const page = 'https://developer.salesforce.com/docs';

const exception: PlatformType = {
  name: 'Exception',
  page,
  members: [
    member('new()', () => undefined),
    member('new(String message)', (_tx, self: ExceptionObject, message: string | null) => {
      self.message = message;
    }),
    member('new(Exception cause)', (_tx, self: ExceptionObject, cause: ExceptionObject | null) => {
      self.cause = cause;
    }),
    member(
      'new(String message, Exception cause)',
      (_tx, self: ExceptionObject, message: string | null, cause: ExceptionObject) => {
        self.message = message;
        self.cause = cause;
      },
    ),
    member('String getMessage()', (_tx, self: ExceptionObject) => self.message ?? 'Script-thrown exception'),
    member('Exception getCause()', (_tx, self: ExceptionObject) => self.cause),
    member('String getStackTraceString()', (_tx, self: ExceptionObject) => self.stack.join('\n')),
    member('Integer getLineNumber()', (_tx, self: ExceptionObject) =>
      Number(/line (\d+)/.exec(self.stack[0] ?? '')?.[1] ?? 0),
    ),
    member('String getTypeName()', (_tx, self: ExceptionObject) => self.info.name),
  ],
};

const exceptions = [
  'MathException',
  'NullPointerException',
  'ListException',
  'QueryException',
  'TypeException',
  'StringException',
  'LimitException',
  'IllegalArgumentException',
  'NoSuchElementException',
].map((name): PlatformType => ({ name, page, ancestors: ['Exception'], members: [] }));

/** A part of the library that is enough to test the language. */
export const LIBRARY: readonly PlatformType[] = [
  list,
  comparable,
  comparator,
  set,
  map,
  string,
  iterable,
  iterator,
  exception,
  ...exceptions,
  { name: 'Queueable', page, interface: ['void execute(QueueableContext context)'], members: [] },
  { name: 'QueueableContext', page, interface: [], members: [] },
  { name: 'LoggingLevel', page, values: ['NONE', 'ERROR', 'WARN'], members: [] },
  {
    name: 'Type',
    page,
    members: [
      member('static Type forName(String name)', (_tx, name: Value) => name),
      member('String getName()', (_tx, self: Value) => self),
    ],
  },
  {
    name: 'Integer',
    page,
    members: [member('static Integer valueOf(String text)', (_tx, text: string) => Number(text))],
  },
  { name: 'Object', page, members: [member('Integer hashCode()', () => 1)] },
];
