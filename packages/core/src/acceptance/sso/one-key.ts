import { plural } from '../../findings/index.ts';
import { taxonomy } from '../../uses/documents.ts';
import type { SsoAttempt, SsoStep } from './model.ts';

/** An identity provider that announces several keys may sign with any; a setting holds one. */
export function judgeOneKey({ provider }: SsoAttempt): SsoStep {
  const { signing } = provider;
  const step = {
    id: 'one-key',
    layer: 'identity',
    title: 'The identity provider signs with one key only',
    rule: taxonomy('Inbound SSO'),
    evidence: { announced: signing.map(({ subject }) => subject.text) },
  } as const;
  if (signing.length === 1) return { ...step, outcome: 'pass', detail: 'It announces one certificate.' };
  return {
    ...step,
    outcome: 'unknown',
    detail: `It announces ${plural(signing.length, 'certificate')}, as before a change of keys, and a setting holds one. With which it signs the metadata does not say.`,
    remedy: 'An admin: ask who runs the identity provider which one is active, and when that changes.',
  };
}
