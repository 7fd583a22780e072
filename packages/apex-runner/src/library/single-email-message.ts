import { PlatformObject } from '../values/scalar.ts';
import type { ApexList, Value } from '../values/value.ts';
import { member, type Member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** A mail on its way; what was set, by the name of the property. */
export class SingleEmailMessage extends PlatformObject {
  readonly typeName = 'Messaging.SingleEmailMessage';
  override get ancestors(): readonly string[] {
    return ['Messaging.Email'];
  }
  readonly values = new Map<string, Value>([
    ['saveAsActivity', true],
    ['useSignature', true],
    ['bccSender', false],
  ]);

  get(name: string): Value {
    return this.values.get(name) ?? null;
  }

  /** The items of a list of texts; none where it is not set. */
  texts(name: string): readonly string[] {
    return ((this.get(name) as ApexList | null)?.items ?? []) as string[];
  }
}

/** Properties with their types: each is one, and has a getter and a setter besides. */
const PROPERTIES: Readonly<Record<string, string>> = {
  bccAddresses: 'List<String>',
  bccSender: 'Boolean',
  ccAddresses: 'List<String>',
  charset: 'String',
  htmlBody: 'String',
  inReplyTo: 'String',
  orgWideEmailAddressId: 'Id',
  plainTextBody: 'String',
  references: 'String',
  replyTo: 'String',
  saveAsActivity: 'Boolean',
  senderDisplayName: 'String',
  subject: 'String',
  targetObjectId: 'Id',
  toAddresses: 'List<String>',
  useSignature: 'Boolean',
};

function accessors([name, type]: [string, string]): Member[] {
  const capital = name[0]!.toUpperCase() + name.slice(1);
  const read = (_tx: unknown, self: SingleEmailMessage): Value => self.get(name);
  const assign = (_tx: unknown, self: SingleEmailMessage, value: Value): void => {
    self.values.set(name, value);
  };
  return [
    member(`${type} ${name} { get; set; }`, read, assign),
    member(`${type} get${capital}()`, read),
    member(`void set${capital}(${type} value)`, assign),
  ];
}

export const email: PlatformType = {
  name: 'Messaging.Email',
  page: referencePage('apex_classes_email_outbound_base'),
  members: [],
};

export const singleEmailMessage: PlatformType = {
  name: 'Messaging.SingleEmailMessage',
  page: referencePage('apex_classes_email_outbound_single'),
  ancestors: ['Messaging.Email'],
  members: [member('new()', () => new SingleEmailMessage()), ...Object.entries(PROPERTIES).flatMap(accessors)],
};
