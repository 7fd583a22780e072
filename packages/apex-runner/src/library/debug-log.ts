/** Lines of System.debug, in order, of the whole session. */
export const debugLog = {};

export interface DebugLine {
  readonly level: string;
  readonly text: string;
}

export const makeDebugLog = (): DebugLine[] => [];
