import { rotationFields } from './rotation-entries-shape.ts';
import { map } from './shape.ts';
import type { Shape } from './shape.ts';
import { authorityNames } from './authority-names.ts';

/** What `rotation` of the settings decides. */
export const rotation = map({
  authorities: { shape: authorityNames, about: 'Who signs certificates that are renewed, each under a name.' },
  ...rotationFields,
});

export type RotationSettings = typeof rotation extends Shape<infer Value> ? Value : never;
