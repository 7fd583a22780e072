import { label } from '../../chain/certificate-label.ts';
import { sha256Hex } from '../../x509/index.ts';
import type { Found } from '../step.ts';
import { jwtBearerFlow } from './documents.ts';
import type { AppKeyAttempt, TokenStep } from './model.ts';
import { OTHER_KEY } from './signature.ts';

/** The key is that of the certificate that the app holds. */
export function judgeSameKey({ publicKey, app }: AppKeyAttempt): TokenStep {
  return {
    id: 'same-key',
    layer: 'identity',
    title: 'The key is that of the certificate of the app',
    rule: jwtBearerFlow,
    ...judge(sha256Hex(publicKey), app),
  };
}

function judge(given: string, app: AppKeyAttempt['app']): Found {
  const certificate = app.kind === 'known' ? app.value.certificate : undefined;
  const held = certificate && sha256Hex(certificate.publicKey.spki);
  const evidence = { publicKey: given, held: held ?? null };
  if (!certificate) return { outcome: 'unknown', detail: 'There is no certificate to compare with.', evidence };
  if (held === given) return { outcome: 'pass', detail: `It is the key of ${label(certificate)}.`, evidence };
  return { outcome: 'fail', detail: `It is not the key of ${label(certificate)}.`, evidence, remedy: OTHER_KEY };
}
