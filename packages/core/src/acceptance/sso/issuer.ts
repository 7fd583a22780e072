import { listOf } from '../../findings/index.ts';
import { metadataApi } from '../../uses/documents.ts';
import type { Step } from '../step.ts';
import type { Chosen, SsoAttempt } from './model.ts';

/** Who signs, and the settings among which one is meant. */
export type IssuerQuestion = Pick<SsoAttempt, 'settings' | 'config'> & {
  readonly provider: Pick<SsoAttempt['provider'], 'entityId'>;
};

/** The setting that is meant: the one that was named, or the one that expects this issuer. */
export function chooseSetting({ settings, config, provider }: IssuerQuestion): Chosen {
  if (settings.kind === 'unknown') return { none: 'not-known' };
  const fitting = settings.value.filter(({ name, issuer }) =>
    config === undefined ? issuer === provider.entityId : name === config,
  );
  const [setting] = fitting;
  if (!setting) return { none: settings.value.some(({ issuer }) => issuer === undefined) ? 'not-known' : 'absent' };
  return fitting.length > 1 ? { none: 'several' } : { setting };
}

/** A setting of the org expects messages of this issuer. Both are compared letter by letter. */
export function judgeIssuer({ settings, provider }: IssuerQuestion, chosen: Chosen): Step<'issuer'> {
  const { entityId } = provider;
  const known = settings.kind === 'known' ? settings.value : [];
  const step = {
    id: 'issuer',
    layer: 'identity',
    title: 'A single sign-on setting of the org expects this issuer',
    evidence: {
      issuer: entityId,
      setting: 'setting' in chosen ? chosen.setting.name : null,
      settings: known.map(({ name }) => name),
    },
    rule: metadataApi('SamlSsoConfig'),
  } as const;
  if (settings.kind === 'unknown') {
    const { reason, permission, remedy } = settings;
    return {
      ...step,
      outcome: 'unknown',
      detail: reason,
      ...(remedy === undefined ? {} : { remedy }),
      ...(permission === undefined ? {} : { permission }),
    };
  }
  if ('setting' in chosen && chosen.setting.issuer === entityId)
    return { ...step, outcome: 'pass', detail: `${chosen.setting.name} expects ${entityId}.` };
  if ('setting' in chosen && chosen.setting.issuer !== undefined) {
    return {
      ...step,
      outcome: 'fail',
      detail: `${chosen.setting.name} expects another issuer than ${entityId}, as which the identity provider signs.`,
      remedy:
        'An admin: correct Issuer in Setup > Single Sign-On Settings, or take the metadata of the right application.',
    };
  }
  if ('none' in chosen && chosen.none === 'absent') {
    return {
      ...step,
      outcome: 'fail',
      detail: `No setting of the org expects ${entityId}.`,
      remedy: 'An admin: make one from the metadata in Setup > Single Sign-On Settings, or correct its Issuer.',
    };
  }
  if ('none' in chosen && chosen.none === 'several') {
    const names = known.filter(({ issuer }) => issuer === entityId).map(({ name }) => name);
    return {
      ...step,
      outcome: 'unknown',
      detail: `${listOf(names)} all expect ${entityId}.`,
      remedy: 'Say which is meant with --config NAME.',
    };
  }
  return {
    ...step,
    outcome: 'unknown',
    detail: 'Which issuer a setting expects is not told.',
    remedy: 'An admin: look in Setup > Single Sign-On Settings.',
  };
}
