import { decodeCertificate } from './certificate.ts';
import { decodeRequest } from './certification-request.ts';
import { openContent, type Content } from './content.ts';
import { decodeCrl } from './crl.ts';
import { CertificateParseError } from './errors.ts';
import { glimpse } from './glimpse.ts';
import type {
  Certificate,
  CertificateRevocationList,
  CertificationRequest,
  CryptographicFile,
  FileProblem,
  Irregularity,
  Name,
} from './model.ts';
import { escapeHidden } from './name-text.ts';
import type { PartKind } from './der-kind.ts';
import { partsOf, type FoundPart, type Part } from './parts.ts';
import { wrongKind } from './wrong-kind.ts';

/** A file with more broken parts than this is no certificate file, and reading on would only cost time. */
const MAX_PROBLEMS = 100;

/**
 * Reads a file of mixed contents: what can be read is returned, what cannot is listed under `problems`, and neither hides the
 * other. Blocks of other kinds (a public key, parameters) are passed over beside these, and named when there is nothing else
 * (RFC 7468 section 2).
 * @throws CertificateParseError only when the input as a whole is neither PEM nor DER, or empty, or too large.
 */
export function readCryptographicFile(input: string | Uint8Array): CryptographicFile {
  const content = openContent(input);
  const reader = new FileReader(content);
  for (const part of partsOf(content)) if (!reader.take(part)) break;
  return reader.file();
}

type ProblemKind = FileProblem['kind'];

/** A problem before the number of parts is known, on which it depends whether its place is told. */
interface Noticed {
  readonly kind: ProblemKind;
  readonly number: number;
  readonly offset: number;
  readonly code: string;
  readonly message: string;
  readonly partly?: true;
  readonly subject?: Name | undefined;
  readonly issuer?: Name | undefined;
  readonly mentions?: readonly string[];
}

const CALLED: Readonly<Record<ProblemKind, string>> = {
  certificate: 'Certificate',
  request: 'Request',
  crl: 'Revocation list',
  other: 'Part',
};

class FileReader {
  readonly #certificates: Certificate[] = [];
  readonly #requests: CertificationRequest[] = [];
  readonly #crls: CertificateRevocationList[] = [];
  #privateKeys = 0;
  #inSet = 0;
  #parts = 0;
  readonly #counts: Record<ProblemKind, number> = { certificate: 0, request: 0, crl: 0, other: 0 };
  readonly #noticed: Noticed[] = [];
  /** Parts of other kinds, told only when nothing else is found. */
  readonly #others: Noticed[] = [];
  readonly #places: Places;

  constructor(content: Content) {
    this.#places = new Places('text' in content ? content.text : undefined);
  }

  /** False when there is no use in going on. */
  take(part: Part): boolean {
    this.#parts++;
    const kind = kindOf(part.kind === 'broken' ? part.promised : part.kind);
    this.#counts[kind]++;
    if (part.kind === 'broken') {
      if (isNeighbor(part.promised)) this.#others.push(this.#notice(kind, part.offset, part.error));
      else this.#tell(kind, part.offset, part.error, part.der);
    } else this.#decode(part, kind);
    if (this.#noticed.length < MAX_PROBLEMS) return true;
    const message = `More than ${MAX_PROBLEMS} parts of the file cannot be read; what follows was not looked at.`;
    this.#noticed.push({ kind: 'other', number: 0, offset: part.offset, code: 'file.too-many-problems', message });
    return false;
  }

  file(): CryptographicFile {
    const found = this.#certificates.length + this.#requests.length + this.#crls.length + this.#privateKeys;
    const told = found === 0 ? [...this.#noticed, ...this.#others] : this.#noticed;
    return {
      certificates: this.#certificates,
      requests: this.#requests,
      crls: this.#crls,
      privateKeys: this.#privateKeys,
      unordered: this.#inSet > 0 && this.#inSet === this.#certificates.length,
      problems: told.map((noticed) => this.#problem(noticed)),
    };
  }

  #decode(part: FoundPart, kind: ProblemKind): void {
    const { der, offset, settings, stray } = part;
    try {
      if (kind === 'certificate') {
        const certificate = decodeCertificate(der, settings);
        this.#certificates.push(certificate);
        if (part.inSet) this.#inSet++;
        this.#tellUndecoded(kind, offset, certificate.irregularities, certificate.subject);
      } else if (kind === 'request') {
        const request = decodeRequest(der);
        this.#requests.push(request);
        this.#tellUndecoded(kind, offset, request.irregularities, request.subject);
      } else if (kind === 'crl') this.#crls.push(decodeCrl(der));
      else if (part.kind === 'private-key') this.#privateKeys++;
      else {
        const noticed = this.#notice(kind, offset, wrongKind(part.kind, 'certificate', offset));
        (isNeighbor(part.kind) ? this.#others : this.#noticed).push(noticed);
      }
      if (stray) this.#noticed.push({ ...this.#notice(kind, stray.offset ?? offset, stray), partly: true });
    } catch (error) {
      if (!(error instanceof CertificateParseError)) throw error;
      this.#tell(kind, offset, error, der);
    }
  }

  #tell(kind: ProblemKind, offset: number, error: CertificateParseError, der?: Uint8Array): void {
    const seen = der && kind !== 'other' ? glimpse(der, kind) : {};
    this.#noticed.push({ ...this.#notice(kind, offset, error), ...seen });
  }

  /** A text that says nothing is no reason to refuse the rest, and none to be silent about it. */
  #tellUndecoded(kind: ProblemKind, offset: number, notes: readonly Irregularity[], subject: Name): void {
    const undecoded = notes.find(({ code }) => code === 'text-not-decoded');
    if (undecoded === undefined) return;
    const error = { code: undecoded.code, message: `${undecoded.message} The rest was read.` };
    this.#noticed.push({ ...this.#notice(kind, offset, error), partly: true, subject });
  }

  #notice(kind: ProblemKind, offset: number, { code, message }: { code: string; message: string }): Noticed {
    return { kind, number: this.#counts[kind], offset, code, message };
  }

  #problem({ subject, mentions = [], ...noticed }: Noticed): FileProblem {
    const { kind, number, offset, code, message, partly, issuer } = noticed;
    const where = this.#parts > 1 && number > 0 ? this.#where(noticed, namesText(subject ?? issuer, mentions)) : '';
    return {
      offset,
      code,
      kind,
      number,
      message: `${where}${message}`,
      ...(partly && { partly }),
      ...(issuer && { issuer }),
    };
  }

  #where({ kind, number, offset }: Noticed, called: string): string {
    return `${CALLED[kind]} ${number} of the file (${this.#places.at(offset)}${called}): `;
  }
}

/** A structure of which nothing is known is taken for a certificate, which is what files are given for. */
function kindOf(kind: PartKind): ProblemKind {
  if (kind === 'unknown') return 'certificate';
  return kind === 'certificate' || kind === 'request' || kind === 'crl' ? kind : 'other';
}

/** Blocks that software writes beside certificates, and in which nobody looks for one. */
const NEIGHBORS: ReadonlySet<PartKind> = new Set(['public-key', 'parameters', 'ocsp-response', 'pgp', 'other']);
const isNeighbor = (kind: PartKind): boolean => NEIGHBORS.has(kind);

/** By which it can be found again among many. */
function namesText(name: Name | undefined, mentions: readonly string[]): string {
  if (name !== undefined && name.text !== '') return `, "${shortened(name.text)}"`;
  const found = mentions.map((text) => `"${shortened(escapeHidden(text))}"`);
  return found.length > 0 ? `, it mentions ${found.join(' and ')}` : '';
}

const shortened = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** Tells places the way they are looked up: by line in text, by octet in DER. */
class Places {
  readonly #text: string | undefined;
  #line = 1;
  #upTo = 0;

  constructor(text: string | undefined) {
    this.#text = text;
  }

  /** Offsets mostly grow, so lines are counted on from the last one. */
  at(offset: number): string {
    const text = this.#text;
    if (text === undefined) return `octet ${offset}`;
    if (offset < this.#upTo) {
      this.#line = 1;
      this.#upTo = 0;
    }
    for (; this.#upTo < offset; this.#upTo++) {
      const code = text.charCodeAt(this.#upTo);
      // CR LF is one line end, and so is CR alone.
      if (code === 10 || (code === 13 && text.charCodeAt(this.#upTo + 1) !== 10)) this.#line++;
    }
    return `line ${this.#line}`;
  }
}
