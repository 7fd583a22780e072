import { PlatformObject } from '../values/scalar.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** Whose rights a query or write goes by. */
export class AccessLevelValue extends PlatformObject {
  readonly typeName = 'AccessLevel';
  readonly isUserMode: boolean;

  constructor(isUserMode: boolean) {
    super();
    this.isUserMode = isUserMode;
  }

  override text(): string {
    return this.isUserMode ? 'USER_MODE' : 'SYSTEM_MODE';
  }
}

const USER_MODE = new AccessLevelValue(true);
const SYSTEM_MODE = new AccessLevelValue(false);

export const accessLevel: PlatformType = {
  name: 'AccessLevel',
  page: referencePage('apex_class_System_AccessLevel'),
  members: [
    member('static AccessLevel SYSTEM_MODE { get; }', () => SYSTEM_MODE),
    member('static AccessLevel USER_MODE { get; }', () => USER_MODE),
  ],
};
