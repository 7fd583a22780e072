import { CertificateParseError, certificateToPem, judgeSignedChain, readCryptographicFile } from '@cert-health/core';
import type { Certificate, CertificationRequest, ChainFault } from '@cert-health/core';
import type { SigningRequest } from './authority.ts';

/** What came for a request: a chain (PEM, leaf first) that belongs to it, or why it is none, in sentences. */
export type JudgedAnswer =
  | { readonly chain: string; readonly leaf: Certificate; readonly notes: readonly string[] }
  | { readonly fault: ChainFault | 'unreadable' | 'private-key'; readonly message: string };

/** Reads what an authority gave (PEM, DER or PKCS#7) and judges whether it is the answer to a request. */
export async function judgedAnswer(
  answer: string | Uint8Array,
  request: CertificationRequest,
  { names, purposes, replaced, intermediates }: SigningRequest,
  at: Date,
): Promise<JudgedAnswer> {
  const read = certificatesIn(answer);
  if ('message' in read) return read;
  const judgment = await judgeSignedChain({
    request,
    given: read.certificates,
    intermediates,
    names,
    purposes,
    ...(replaced === undefined ? {} : { replaced }),
    at,
  });
  if ('message' in judgment) {
    const unread = read.problems.length === 0 ? '' : ` Not all of it could be read: ${read.problems.join(' ')}`;
    return { fault: judgment.fault, message: `${judgment.message}${unread}` };
  }
  return {
    chain: judgment.chain.map(certificateToPem).join(''),
    leaf: judgment.chain[0] as Certificate,
    notes: [...judgment.notes, ...read.problems],
  };
}

function certificatesIn(
  answer: string | Uint8Array,
):
  | { readonly certificates: readonly Certificate[]; readonly problems: readonly string[] }
  | Extract<JudgedAnswer, { message: string }> {
  try {
    const { certificates, privateKeys, problems } = readCryptographicFile(answer);
    if (privateKeys > 0) {
      const message =
        'A private key came with it. The key of this certificate is where its request was made; nobody else may have one.';
      return { fault: 'private-key', message };
    }
    return { certificates, problems: problems.map(({ message }) => message) };
  } catch (error) {
    if (error instanceof CertificateParseError) return { fault: 'unreadable', message: error.message };
    throw error;
  }
}
