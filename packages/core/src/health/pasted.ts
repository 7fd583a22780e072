import type { SignatureVerifier } from '../chain/index.ts';
import { heldChain } from '../inventory/index.ts';
import { readBody } from '../org-rows/index.ts';
import type { Certificate } from '../x509/index.ts';
import { evaluate } from './evaluate.ts';
import type { ReportCertificate } from './report.ts';

/** What somebody gave to be looked at. */
export interface PastedCertificates {
  /** In the order given; all that could be read. */
  readonly certificates: readonly Certificate[];
  /** Sentences: why not everything could be read, and what else stood there. */
  readonly problems: readonly string[];
}

/** Reads PEM, DER, PKCS#7 or base64 of them. Never throws for its content. A private key in it is not looked at. */
export function readCertificates(content: string | Uint8Array | ArrayBuffer): PastedCertificates {
  const { certificates, problems, hasPrivateKey } = readBody(
    typeof content === 'string' || ArrayBuffer.isView(content) ? content : new Uint8Array(content),
  );
  const key = hasPrivateKey && certificates.length > 0 ? [PRIVATE_KEY] : [];
  return { certificates, problems: [...problems, ...key] };
}

const PRIVATE_KEY = 'A private key stands there too. It was not looked at; keep it secret and leave it out.';

/** The certificates of one chain as a report describes them: the one for whose sake the others are there first. */
export async function describeCertificates(
  certificates: readonly Certificate[],
  at: Date,
  signatures?: SignatureVerifier,
): Promise<ReportCertificate[]> {
  const held = { source: 'pasted', name: 'pasted', label: 'Pasted', kind: 'trusted', certificates } as const;
  const inventory = { org: null, sources: [], holdings: [held], references: [] };
  const options = { at, generatedAt: at, checks: [], ...(signatures ? { signatures } : {}) };
  const { certificates: described } = await evaluate(inventory, options);
  const { path, strays } = heldChain(certificates) ?? { path: [], strays: [] };
  return [...path, ...strays].flatMap(
    ({ fingerprint }) => described.find((one) => one.fingerprint === fingerprint) ?? [],
  );
}
