import { placeholderIn, shownPlaceholder } from '@cert-health/core';
import type { Holding } from '@cert-health/core';
import { readBody } from '../body/read-body.ts';

/** What a field carries, as far as it can be read. */
export type CarriedBody = Pick<Holding, 'certificates' | 'unreadable'>;

/**
 * Reads the body that stands in a field: PEM, or the base64 of DER or PEM.
 *
 * @returns undefined when the field carries a bare key, which has no end to watch.
 */
export function carriedBody(field: string, value: string): CarriedBody | undefined {
  if (field === 'PublicKeyCertificate.jsonWebKey') return bodyOfJsonWebKey(value);
  const filledIn = placeholderIn(value);
  return filledIn === undefined || value.includes('-----BEGIN') ? readCarried(value) : unknownUntilDeployed(filledIn);
}

/** RFC 7517 section 4.7: `x5c` is an array of DER certificates in base64, the one with the key first. */
function bodyOfJsonWebKey(value: string): CarriedBody | undefined {
  if (!/^\s*[{[]/.test(value) || placeholderIn(value) === value) return carriedBody('', value);
  let key: unknown;
  try {
    key = JSON.parse(value);
  } catch {
    return unreadable('The JSON Web Key is not valid JSON; correct it in the field jsonWebKey.');
  }
  const set = (key as { keys?: unknown } | null)?.keys;
  const chains = (Array.isArray(set) ? set : [key]).map((one: unknown) => (one as { x5c?: unknown } | null)?.x5c);
  const bodies = chains.flatMap((chain) => (Array.isArray(chain) ? (chain as readonly unknown[]) : [])).map(bodyInJson);
  const problem = bodies.find((body) => body.unreadable !== undefined)?.unreadable;
  if (bodies.length === 0) return undefined;
  return {
    certificates: bodies.flatMap((body) => body.certificates),
    ...(problem === undefined ? {} : { unreadable: problem }),
  };
}

function bodyInJson(value: unknown): CarriedBody {
  if (typeof value !== 'string')
    return unreadable('An entry of x5c is not a text; it must be a certificate in base64.');
  return carriedBody('', value) ?? unreadable('An entry of x5c is empty.');
}

/** The body that a value is. */
export function readCarried(value: string | Uint8Array): CarriedBody {
  const { certificates, problem } = readBody(value);
  return { certificates, ...(problem ? { unreadable: problem } : {}) };
}

function unknownUntilDeployed(mark: string): CarriedBody {
  const whole = shownPlaceholder(mark);
  const shown = whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
  return unreadable(
    `The project only holds a placeholder, ${shown}; scan the org to see what is deployed in its place.`,
  );
}

function unreadable(sentence: string): CarriedBody {
  return { certificates: [], unreadable: sentence };
}
