import { authorities } from './authorities-shape.ts';
import { rotationFields } from './rotation-entries-shape.ts';
import { map } from './shape.ts';
import type { Shape } from './shape.ts';

/** What `rotation` of the settings decides. */
export const rotation = map({
  authorities: { shape: authorities, about: 'Who signs certificates that are renewed, each under a name.' },
  ...rotationFields,
});

export type RotationSettings = typeof rotation extends Shape<infer Value> ? Value : never;
