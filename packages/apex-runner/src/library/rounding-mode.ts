import type { RoundingName } from '../values/decimal.ts';
import type { PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

const VALUES: readonly RoundingName[] = [
  'CEILING',
  'DOWN',
  'FLOOR',
  'HALF_DOWN',
  'HALF_EVEN',
  'HALF_UP',
  'UNNECESSARY',
  'UP',
];

export const roundingMode: PlatformType = {
  name: 'RoundingMode',
  page: referencePage('apex_methods_system_decimal'),
  values: VALUES,
  members: [],
};
