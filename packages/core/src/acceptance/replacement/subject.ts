import type { ReplacementChange, ReplacementReason } from './model.ts';
import type { PlaceQuestion, Replacement } from './place.ts';

/** One respect in which two chains may differ: how the difference reads, and what it means where the old one is used. */
export interface ReplacementRule {
  /** Undefined: they do not differ. */
  change(replacement: Replacement): ReplacementChange | undefined;
  /** Nothing: it has no part in this place. */
  judge(replacement: Replacement, place: PlaceQuestion): ReplacementReason[];
}
