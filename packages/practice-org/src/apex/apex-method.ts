import type { Call } from '../server/route.ts';

/** Named arguments as a component sends them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** An `@AuraEnabled` method of the app. */
export interface ApexMethod {
  /** Names of the parameters, as in Apex. */
  readonly parameters: readonly string[];
  /** The result, or a throw of {@link ApexRefusal}. */
  answer(call: Call, given: Arguments): unknown;
}

/** The methods of a class by name. */
export type ApexClass = Readonly<Record<string, ApexMethod>>;
