import { PlatformObject } from '../values/scalar.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** Whose rights an operation on records goes by. */
export class AccessLevelValue extends PlatformObject {
  readonly typeName = 'AccessLevel';
  readonly access: 'user' | 'system';

  constructor(access: 'user' | 'system') {
    super();
    this.access = access;
  }

  override identity(): unknown {
    return `\0access ${this.access}`;
  }
}

const [user, systemMode] = [new AccessLevelValue('user'), new AccessLevelValue('system')];

export const accessLevel: PlatformType = {
  name: 'AccessLevel',
  page: referencePage('apex_class_System_AccessLevel'),
  members: [
    member('static AccessLevel USER_MODE { get; }', () => user),
    member('static AccessLevel SYSTEM_MODE { get; }', () => systemMode),
  ],
};
