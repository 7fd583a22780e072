import { isStored } from '../../checks/unused.ts';
import { roomOf } from '../../uses/index.ts';
import type { RotationKind } from '../model.ts';
import type { RotationEntry } from '../settings.ts';
import type { Subject } from '../subject.ts';
import { isSelfSignedSubject } from '../subject.ts';
import { carried } from './carried.ts';
import { guided } from './guided.ts';
import type { Kind } from './kind.ts';
import { NotRotatedError } from './kind.ts';
import { mutualAuthentication } from './mutual-authentication.ts';
import { newKey } from './new-key.ts';
import { renewInPlace } from './renew-in-place.ts';
import { selfSigned } from './self-signed.ts';
import { userCertificate } from './user-certificate.ts';

/** Every kind of rotation. */
export const kinds: readonly Kind[] = [
  renewInPlace,
  newKey,
  selfSigned,
  mutualAuthentication,
  userCertificate,
  carried,
  guided,
];

/** @throws {RangeError} for an id that is none, which the type rules out. */
export function kindById(id: RotationKind): Kind {
  const kind = kinds.find((one) => one.id === id);
  if (!kind) throw new RangeError(`There is no kind of rotation "${id as string}".`);
  return kind;
}

/**
 * The kind by where a certificate is held, what carries it, and what the settings say.
 *
 * @param isDefault The settings say nothing of it.
 * @throws {NotRotatedError} for what is not rotated here, with the reason.
 */
export function kindOfSubject(subject: Subject, entry: RotationEntry, isDefault: boolean): Kind {
  const { holding, references } = subject;
  if (isStored(holding)) return kindOfKeyPair(subject, entry, isDefault);
  const { source, name } = holding;
  if (source.endsWith('.inbound-certificates')) return mutualAuthentication;
  if (source.endsWith('.user-certificates')) return userCertificate;
  if (holding.kind === 'pinned') {
    throw new NotRotatedError(
      `${name} only pins a name or a hash of somebody else's certificate: change it when they change theirs.`,
    );
  }
  const slots = references.filter(({ kind }) => kind === 'carries');
  if (
    slots.some(({ way }) => way?.by === 'deploy' && way.value === 'body') &&
    slots.some(({ reference }) => roomOf(reference.field))
  )
    return carried;
  if (slots.some(({ way }) => way?.by === 'hand')) return guided;
  throw new NotRotatedError(`${name} is not held in Salesforce (${source}), so whoever holds it renews it.`);
}

function kindOfKeyPair(subject: Subject, entry: RotationEntry, isDefault: boolean): Kind {
  if (entry.method === 'import') return guided;
  // Nobody has said who signs it: as it is today.
  if (isDefault) return isSelfSignedSubject(subject) === true ? selfSigned : newKey;
  if (entry.authority === undefined) return selfSigned;
  const method = entry.method ?? (entry.csr === undefined ? 'replace' : 'renew');
  return method === 'renew' ? renewInPlace : newKey;
}
