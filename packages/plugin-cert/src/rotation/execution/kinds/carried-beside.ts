import {
  certificateOfBody,
  samlSsoDifferences,
  secondSamlSsoConfig,
  successorLabel,
  textOfBytes,
  valuesIn,
  wayOf,
  XmlEditError,
} from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { takeArrival } from '../../arrivals/take-arrival.ts';
import { proofOf } from '../carried-file.ts';
import { preflight } from '../get-signed.ts';
import { judgeChain } from '../judge-chain.ts';
import { installedChain } from '../read-back.ts';
import { StepProblem } from '../step-problem.ts';
import type { Work } from '../work.ts';
import type { KindExecution } from './kind-execution.ts';
import { isApproved } from './kind-execution.ts';

const type = 'SamlSsoConfig';
const body = { root: type, path: ['validationCert'] };

/** A second single sign-on configuration with the new certificate, until people have moved over. */
export const carriedBeside: KindExecution = {
  onlyPlanned: () => undefined,
  async take(work, step, again, standing) {
    switch (step) {
      case 'preflight':
        return preflight(work);
      case 'request':
        return takeArrival(work);
      case 'judge':
        return judgeChain(work, standing, await installedChain(work));
      case 'install':
        await setUp(work, again);
        return { done: undefined };
      case 'verify':
        return { done: { proof: await readSecond(work, { tellsAddress: true }) } };
      case 'switch':
        return { done: { proof: await readSecond(work), pointsAt: {} } };
      case 'confirm':
        if (!isApproved(standing, 'confirm')) {
          return { waits: { who: 'approver', what: `See that people log in by ${work.successor}, and say so.` } };
        }
        return { done: { proof: await readSecond(work), pointsAt: {}, by: 'person' } };
      case 'retire':
        await remove(work, firstOf(work), work.successor, again);
        return { done: undefined };
      default:
        throw new StepProblem(`This kind of rotation has no step ${step}.`);
    }
  },
  goBackFirst: ({ certificate, successor }, { steps }) =>
    steps.some(({ id, state, approved }) => id === 'switch' && (state === 'done' || approved !== undefined))
      ? `It was said that people log in by ${successor}, which undoing takes away: have the identity provider send them to ${certificate} again first, and say so with --went-back.`
      : undefined,
  async undo(work, step) {
    if (step === 'install') await remove(work, work.successor, firstOf(work), true);
  },
};

/** Name of the configuration that holds the certificate today. */
function firstOf({ stored }: Work): string {
  return stored.plan.certificate;
}

const pathOf = (name: string): string => {
  const way = wayOf(`${type}.validationCert`);
  if (way?.by !== 'deploy') throw new RangeError('There is no way to move a SAML configuration.');
  return `${way.place.directory}/${name}.${way.place.suffix}`;
};

/** @returns By name; undefined for a configuration that is not there. */
async function readBoth({ org }: Work, names: readonly string[]): Promise<Map<string, string | undefined>> {
  const { files } = await org.retrieve(new Map([[type, names]]));
  return new Map(
    names.map((name) => {
      const bytes = files.get(pathOf(name));
      return [name, bytes && edited(name, () => textOfBytes(bytes))];
    }),
  );
}

async function setUp(work: Work, again: boolean): Promise<void> {
  const { successor, org } = work;
  const [certificate] = await installedChain(work);
  const texts = await readBoth(work, [firstOf(work), successor]);
  const first = texts.get(firstOf(work));
  if (first === undefined || !certificate)
    throw new StepProblem(`${firstOf(work)} is not there any more; plan again.`, true);
  const there = texts.get(successor);
  if (there !== undefined) {
    if (again && carriedBy(there)?.fingerprint === certificate.fingerprint) return;
    throw new StepProblem(
      `There is a configuration called ${successor} already, and nothing was changed; plan again.`,
      true,
    );
  }
  const second = edited(firstOf(work), () =>
    secondSamlSsoConfig(first, { name: successorLabel(successor), certificate }),
  );
  await org.deploy({ members: new Map([[type, [successor]]]), files: new Map([[pathOf(successor), second]]) });
}

/** Reads the second configuration back beside the first. */
async function readSecond(work: Work, { tellsAddress = false } = {}) {
  const { successor } = work;
  const [taken] = await installedChain(work);
  const texts = await readBoth(work, [firstOf(work), successor]);
  const [first, second] = [texts.get(firstOf(work)), texts.get(successor)];
  if (second === undefined)
    throw new StepProblem(`${successor} is not there any more; undo the rotation and plan it again.`);
  if (!taken || carriedBy(second)?.fingerprint !== taken.fingerprint) {
    throw new StepProblem(`${successor} does not carry the new certificate; somebody changed it.`);
  }
  const differences = first === undefined ? [] : edited(successor, () => samlSsoDifferences(first, second));
  if (differences.length > 0) {
    work.tell(
      `${successor} says otherwise than ${firstOf(work)} in ${differences.join(', ')}: look whether that is meant.`,
    );
  }
  const [address] = valuesIn(second, { place: { root: type, path: ['salesforceLoginUrl'] } });
  if (tellsAddress) {
    work.tell(
      address === undefined
        ? `The log-in address of ${successor} stands in Setup > Single Sign-On Settings: the identity provider needs it.`
        : `The identity provider needs the log-in address of ${successor}: ${address}`,
    );
  }
  return proofOf(taken);
}

function carriedBy(text: string): Certificate | undefined {
  const [value] = valuesIn(text, { place: body });
  return value === undefined ? undefined : certificateOfBody(value);
}

/**
 * Deletes one configuration; that it is gone is believed only when the other one is given.
 *
 * unverified: whether Salesforce refuses it while the log-in page of My Domain offers that configuration.
 */
async function remove(work: Work, name: string, other: string, again: boolean): Promise<void> {
  const isGone = async (): Promise<boolean> => {
    const texts = await readBoth(work, [name, other]);
    if (texts.get(other) === undefined) {
      throw new StepProblem(
        `The org does not give ${other} either, so that nobody can tell whether ${name} is deleted.`,
      );
    }
    return texts.get(name) === undefined;
  };
  if (again && (await isGone())) return;
  await work.org.deploy({ members: new Map(), files: new Map(), deletions: new Map([[type, [name]]]) });
  if (!(await isGone())) throw new StepProblem(`${name} is still there after its deletion; look in Setup.`);
}

function edited<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlEditError)
      throw new StepProblem(`The file of ${name} ${error.message}; set it up by hand.`);
    throw error;
  }
}
