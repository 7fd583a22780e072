import { type Certificate, parseCertificate } from '@cert-health/core';
import {
  bitString,
  boolean,
  context,
  integer,
  integerContent,
  namedBits,
  octetString,
  oid,
  sequence,
  time,
} from './der.ts';
import { algorithmOf, makeKey, signature, type Key, type KeyKind } from './key.ts';
import { generalName, nameDer } from './names.ts';

export const DAY = 24 * 60 * 60 * 1000;
/** The day on which tests ask, unless they say otherwise. */
export const TODAY = new Date('2026-11-22T12:00:00Z');
export const daysFromToday = (days: number): Date => new Date(TODAY.getTime() + days * DAY);

const KEY_USAGE = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
];
export const PURPOSES = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  OCSPSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** What a certificate is to look like; whatever is left out is as a careful CA would make it. Null leaves an extension out. */
export interface Recipe {
  readonly subject?: string;
  readonly issuer?: Made;
  /** Issuer name that stands there, when it is not the issuer's subject. */
  readonly issuerName?: string;
  readonly serial?: number | bigint;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly version?: 1 | 3;
  readonly key?: Key;
  readonly keyKind?: KeyKind;
  readonly hash?: string;
  readonly ca?: boolean | null;
  readonly pathLength?: number;
  readonly keyUsage?: readonly string[] | null;
  readonly purposes?: readonly (keyof typeof PURPOSES)[];
  readonly names?: readonly string[];
  readonly permitted?: readonly string[];
  readonly excluded?: readonly string[];
  readonly policies?: readonly string[];
  readonly mappings?: readonly (readonly [string, string])[];
  readonly requireExplicitPolicy?: number;
  readonly inhibitPolicyMapping?: number;
  readonly inhibitAnyPolicy?: number;
  readonly keyIds?: boolean;
  readonly issuerUrl?: string;
  readonly distributionPoints?: readonly Uint8Array[];
  /** Further extensions: OID, criticality, DER of the value. */
  readonly extensions?: readonly (readonly [string, boolean, Uint8Array])[];
  /** OIDs whose criticality is turned round. */
  readonly oddCriticality?: readonly string[];
  /** Damages the signature. */
  readonly forged?: boolean;
}

export interface Made {
  readonly der: Uint8Array;
  readonly pem: string;
  readonly key: Key;
  readonly subject: string;
  readonly recipe: Recipe;
  readonly serialContent: Uint8Array;
  readonly parsed: Certificate;
}

let nextSerial = 1000n;

export function make(recipe: Recipe = {}): Made {
  const { issuer, subject = 'Leaf', version = 3, hash = 'sha256' } = recipe;
  const key = recipe.key ?? makeKey(recipe.keyKind);
  const signer = issuer?.key ?? key;
  const serialContent = integerContent(BigInt(recipe.serial ?? nextSerial++));
  const algorithm = algorithmOf(signer, hash);
  const tbs = sequence(
    ...(version === 3 ? [context(0, true, integer(2))] : []),
    integer(serialContent),
    algorithm,
    nameDer(recipe.issuerName ?? issuer?.subject ?? subject),
    sequence(time(recipe.notBefore ?? daysFromToday(-30)), time(recipe.notAfter ?? daysFromToday(60))),
    nameDer(subject),
    key.spki,
    ...(version === 3 ? [context(3, true, sequence(...extensionsOf(recipe, key, signer)))] : []),
  );
  const signed = Uint8Array.from(signature(signer, tbs, hash));
  if (recipe.forged === true) signed[signed.length - 1]! ^= 1;
  const der = sequence(tbs, algorithm, bitString(signed));
  return { der, pem: pemOf(der), key, subject, recipe, serialContent, parsed: parseCertificate(der) };
}

export const makeRoot = (recipe: Recipe = {}): Made =>
  make({ subject: 'Root', ca: true, notBefore: daysFromToday(-3650), notAfter: daysFromToday(3650), ...recipe });

export const makeIntermediate = (issuer: Made, recipe: Recipe = {}): Made =>
  make({
    subject: 'Intermediate',
    ca: true,
    notBefore: daysFromToday(-365),
    notAfter: daysFromToday(365),
    issuer,
    ...recipe,
  });

export const makeLeaf = (issuer: Made, recipe: Recipe = {}): Made =>
  make({ subject: 'shop.example', names: ['dns:shop.example'], purposes: ['serverAuth'], issuer, ...recipe });

export function pemOf(der: Uint8Array, label = 'CERTIFICATE'): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

export function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
}

function extensionsOf(recipe: Recipe, key: Key, signer: Key): Uint8Array[] {
  const { ca = false, keyIds = true } = recipe;
  const list: [string, boolean, Uint8Array][] = [];
  if (ca !== null) list.push(['2.5.29.19', true, basicConstraints(ca, recipe.pathLength)]);
  const usage =
    recipe.keyUsage === undefined ? (ca === true ? ['keyCertSign', 'cRLSign'] : ['digitalSignature']) : recipe.keyUsage;
  if (usage !== null) list.push(['2.5.29.15', true, namedBits(usage.map((bit) => KEY_USAGE.indexOf(bit)))]);
  if (keyIds)
    list.push(['2.5.29.14', false, octetString(key.id)], ['2.5.29.35', false, sequence(context(0, false, signer.id))]);
  if (recipe.purposes) list.push(['2.5.29.37', false, sequence(...recipe.purposes.map((name) => oid(PURPOSES[name])))]);
  if (recipe.names?.length) list.push(['2.5.29.17', recipe.subject === '', sequence(...recipe.names.map(generalName))]);
  if (recipe.permitted || recipe.excluded) list.push(['2.5.29.30', true, nameConstraints(recipe)]);
  if (recipe.policies)
    list.push(['2.5.29.32', false, sequence(...recipe.policies.map((policy) => sequence(oid(policy))))]);
  if (recipe.mappings)
    list.push(['2.5.29.33', true, sequence(...recipe.mappings.map(([from, to]) => sequence(oid(from), oid(to))))]);
  if (recipe.requireExplicitPolicy !== undefined || recipe.inhibitPolicyMapping !== undefined)
    list.push(['2.5.29.36', true, policyConstraints(recipe)]);
  if (recipe.inhibitAnyPolicy !== undefined) list.push(['2.5.29.54', true, integer(recipe.inhibitAnyPolicy)]);
  if (recipe.issuerUrl !== undefined)
    list.push([
      '1.3.6.1.5.5.7.1.1',
      false,
      sequence(sequence(oid('1.3.6.1.5.5.7.48.2'), generalName(`uri:${recipe.issuerUrl}`))),
    ]);
  if (recipe.distributionPoints) list.push(['2.5.29.31', false, sequence(...recipe.distributionPoints)]);
  list.push(
    ...(recipe.extensions ?? []).map(([id, critical, value]): [string, boolean, Uint8Array] => [id, critical, value]),
  );
  return list.map(([id, critical, value]) =>
    extension(id, recipe.oddCriticality?.includes(id) === true ? !critical : critical, value),
  );
}

const basicConstraints = (ca: boolean, pathLength: number | undefined): Uint8Array =>
  sequence(...(ca ? [boolean(true)] : []), ...(pathLength === undefined ? [] : [integer(pathLength)]));

function nameConstraints({ permitted, excluded }: Recipe): Uint8Array {
  const subtrees = (number: number, names: readonly string[] | undefined): Uint8Array[] =>
    names === undefined ? [] : [context(number, true, ...names.map((name) => sequence(generalName(name))))];
  return sequence(...subtrees(0, permitted), ...subtrees(1, excluded));
}

function policyConstraints({ requireExplicitPolicy, inhibitPolicyMapping }: Recipe): Uint8Array {
  const skip = (number: number, count: number | undefined): Uint8Array[] =>
    count === undefined ? [] : [context(number, false, integerContent(BigInt(count)))];
  return sequence(...skip(0, requireExplicitPolicy), ...skip(1, inhibitPolicyMapping));
}
