import type { PlatformType } from './library/declaration.ts';
import { library } from './library/index.ts';
import { recordTypes } from './records/record-types.ts';

/** Every type of the platform that the runner knows. */
export const platform: readonly PlatformType[] = [...library, ...recordTypes];
