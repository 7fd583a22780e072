import type { Org } from '../org/org.ts';
import { recordId } from '../org/record-id.ts';
import type { DeployOptions, DeployResult, Outcome } from './deploy.ts';
import { deployZip } from './deploy.ts';

/** The deploys of an org, by Id. They are done when they are asked for; clients poll once. */
export class Deploys {
  readonly #org: Org;
  readonly #results = new Map<string, DeployResult>();

  constructor(org: Org) {
    this.#org = org;
  }

  async start(zip: Uint8Array, options: Partial<DeployOptions>): Promise<string> {
    const id = recordId('DeployRequest', this.#results.size + 1);
    const { checkOnly = false, rollbackOnError = false } = options;
    this.#results.set(id, await deployZip(zip, { checkOnly, rollbackOnError }, this.#org, id));
    return id;
  }

  get(id: string): DeployResult | undefined {
    return this.#results.get(id);
  }
}

/** The `DeployResult` of the Metadata API, for SOAP and REST alike. */
export function deployStatus(result: DeployResult, includeDetails: boolean) {
  const failures = result.outcomes.filter(({ problem }) => problem !== undefined);
  const successes = result.outcomes.filter(({ problem }) => problem === undefined);
  const failed = failures.length > 0 || result.errorMessage !== undefined;
  const partial = failed && successes.length > 0 && !result.rollbackOnError;
  return {
    checkOnly: result.checkOnly,
    completedDate: result.startDate,
    createdBy: '005Hs0000000001IAA',
    createdByName: 'Morgan Reyes',
    createdDate: result.startDate,
    ...(includeDetails
      ? {
          details: {
            componentFailures: failures.map((outcome) => message(outcome, result)),
            componentSuccesses: successes.map((outcome) => message(outcome, result)),
            runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
          },
        }
      : {}),
    done: true,
    ...(result.errorMessage === undefined
      ? {}
      : { errorMessage: result.errorMessage, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
    id: result.id,
    ignoreWarnings: false,
    lastModifiedDate: result.startDate,
    numberComponentErrors: failures.length,
    numberComponentsDeployed: failed && !partial ? 0 : successes.length,
    numberComponentsTotal: result.outcomes.length,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    rollbackOnError: result.rollbackOnError,
    runTestsEnabled: false,
    startDate: result.startDate,
    status: partial ? 'SucceededPartial' : failed ? 'Failed' : 'Succeeded',
    success: !failed || partial,
  } as const;
}

function message(outcome: Outcome, { startDate }: DeployResult) {
  const { id, problem, ...rest } = outcome;
  return {
    ...rest,
    createdDate: startDate,
    ...(id === undefined ? {} : { id }),
    ...(problem === undefined ? {} : { problem, problemType: 'Error' }),
    success: problem === undefined,
    warning: false,
  };
}
