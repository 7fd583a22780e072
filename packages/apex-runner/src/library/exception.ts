import type { Transaction } from '../transaction/transaction.ts';
import { exceptionTypeName, plainText } from '../semantics/text.ts';
import { primitive } from '../values/type-of.ts';
import { ApexList, ExceptionObject, type ClassInfo, type DmlRow } from '../values/value.ts';
import { member, type Member, type PlatformType } from './declaration.ts';
import { enumValue } from './enum.ts';
import { referencePage } from './page.ts';
import { statusCode } from './status-code.ts';

const page = referencePage('apex_classes_exception_methods');

/** What an exception says that was given no message. */
const NO_MESSAGE = 'Script-thrown exception';

/** Built-in exceptions that are made with a message, a cause, both or nothing. */
const NAMES = [
  'AssertException',
  'AsyncException',
  'BigObjectException',
  'CalloutException',
  'DmlException',
  'EmailException',
  'ExternalObjectException',
  'FinalException',
  'FlowException',
  'HandledException',
  'IllegalArgumentException',
  'InvalidHeaderException',
  'JSONException',
  'LimitException',
  'ListException',
  'MathException',
  'NoAccessException',
  'NoDataFoundException',
  'NoSuchElementException',
  'NullPointerException',
  'QueryException',
  'RequiredFeatureMissingException',
  'SearchException',
  'SecurityException',
  'SerializationException',
  'SObjectException',
  'StringException',
  'TypeException',
  'UnexpectedException',
  'UnsupportedOperationException',
  'VisualforceException',
  'XmlException',
];

/** Constructors; they fill the exception that was made. Classes of the program that extend Exception have them too. */
const constructors: readonly Member[] = [
  member('new()', () => undefined),
  member('new(String message)', (_tx, self: ExceptionObject, message: string | null) => {
    self.message = message;
  }),
  member('new(Exception cause)', (_tx, self: ExceptionObject, cause: ExceptionObject | null) => {
    self.cause = cause;
  }),
  member(
    'new(String message, Exception cause)',
    (_tx, self: ExceptionObject, message: string | null, cause: ExceptionObject | null) => {
      self.message = message;
      self.cause = cause;
    },
  ),
];

/** The line of the innermost frame. */
function lineNumber(self: ExceptionObject): number | null {
  const line = /: line (\d+)/.exec(self.stack[0] ?? '');
  return line ? Number(line[1]) : null;
}

const methods: readonly Member[] = [
  member('Exception getCause()', (_tx, self: ExceptionObject) => self.cause),
  member('Integer getLineNumber()', (_tx, self: ExceptionObject) => lineNumber(self)),
  member('String getMessage()', (_tx, self: ExceptionObject) => self.message ?? NO_MESSAGE),
  member('String getStackTraceString()', (_tx, self: ExceptionObject) => self.stack.join('\n')),
  member('String getTypeName()', (_tx, self: ExceptionObject) => exceptionTypeName(self)),
  member('void initCause(Exception cause)', (_tx, self: ExceptionObject, cause: ExceptionObject | null) => {
    self.cause = cause;
  }),
  member('void setMessage(String message)', (_tx, self: ExceptionObject, message: string | null) => {
    self.message = message;
  }),
  member('String toString()', (tx, self: ExceptionObject) => plainText(tx, self)),
];

/** A row of a DmlException. @throws System.ListException for one that it does not have (unverified: type) */
function rowOf(tx: Transaction, self: ExceptionObject, index: number | null): DmlRow {
  return self.rows[index ?? -1] ?? tx.throw('ListException', `List index out of bounds: ${index}`);
}

const dmlMethods: readonly Member[] = [
  member('Integer getNumDml()', (_tx, self: ExceptionObject) => self.rows.length),
  member('List<String> getDmlFieldNames(Integer row)', (tx, self: ExceptionObject, row: number | null) => {
    return new ApexList(primitive('String'), [...rowOf(tx, self, row).fields]);
  }),
  member('String getDmlId(Integer row)', (tx, self: ExceptionObject, row: number | null) => rowOf(tx, self, row).id),
  member(
    'Integer getDmlIndex(Integer row)',
    (tx, self: ExceptionObject, row: number | null) => rowOf(tx, self, row).index,
  ),
  member(
    'String getDmlMessage(Integer row)',
    (tx, self: ExceptionObject, row: number | null) => rowOf(tx, self, row).message,
  ),
  member(
    'String getDmlStatusCode(Integer row)',
    (tx, self: ExceptionObject, row: number | null) => rowOf(tx, self, row).statusCode,
  ),
  member(
    'StatusCode getDmlType(Integer row)',
    (tx, self: ExceptionObject, row: number | null) => enumValue(statusCode, rowOf(tx, self, row).statusCode) ?? null,
  ),
];

/** `Exception` itself: the methods of all, and the constructors that classes of the program inherit. */
export const exception: PlatformType = { name: 'Exception', page, members: [...constructors, ...methods] };

/** Messages for components: what `getMessage` says is set apart from what the component is told. */
const componentMessages = new WeakMap<ExceptionObject, string>();

/** What a component is told of an AuraHandledException; that of `new AuraHandledException(message)`. */
export function componentMessage(thrown: ExceptionObject): string | undefined {
  return componentMessages.get(thrown);
}

const auraHandledException: PlatformType = {
  name: 'AuraHandledException',
  page: referencePage('apex_class_System_AuraHandledException'),
  ancestors: ['Exception'],
  members: [
    // In Apex getMessage() says only NO_MESSAGE until setMessage is called (unverified).
    member('new(String message)', (_tx, self: ExceptionObject, message: string | null) => {
      if (message !== null) componentMessages.set(self, message);
    }),
  ],
};

const emailAndDml = new Set(['DmlException', 'EmailException']);

/** All built-in exception classes. */
export const exceptions: readonly PlatformType[] = [
  exception,
  auraHandledException,
  ...NAMES.map((name) => ({
    name,
    page,
    ancestors: ['Exception'],
    members: [...constructors, ...(emailAndDml.has(name) ? dmlMethods : [])],
  })),
];

const classes = new Map<string, ClassInfo>();

/** What is known at run time of a built-in exception class. */
export function builtInClass(name: string): ClassInfo {
  let info = classes.get(name);
  if (!info) {
    const make = (): ExceptionObject => new ExceptionObject(info!);
    info = {
      name,
      type: { kind: 'platform', name },
      superclass: undefined,
      ancestors: new Set(['Exception']),
      fields: [],
      allocate: make,
      create: make,
    };
    classes.set(name, info);
  }
  return info;
}
