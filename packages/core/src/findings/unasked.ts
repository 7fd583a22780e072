import type { NotChecked } from './model.ts';

/** Nobody asked for it: not known, and no failure of the scan either. */
export function isUnasked({ asked }: Pick<NotChecked, 'asked'>): boolean {
  return asked === false;
}
