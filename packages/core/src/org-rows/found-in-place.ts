import { plural } from '../findings/index.ts';
import type { ExposedKey, Holding, Reference, ServiceProvider, Source } from '../inventory/index.ts';
import { findKeys, lineAt } from '../secrets/index.ts';
import type { FoundKey } from '../secrets/index.ts';
import { endpointOf, heldName, isNameForBody, placeById, readOutsideText, referenceUseOf } from '../uses/index.ts';
import type { PlaceId } from '../uses/index.ts';
import { readBody } from './body.ts';
import type { Gap } from './gap.ts';

/** What one place of an org gives. */
export interface PlaceContent {
  readonly source: Source;
  readonly holdings: readonly Holding[];
  readonly references: readonly Reference[];
  /** Apps that log in through the org; undefined: this place has none by nature, or not all of it could be read. */
  readonly serviceProviders?: readonly ServiceProvider[];
  readonly exposedKeys: readonly ExposedKey[];
}

/** Gaps that are told one by one; nobody reads more. */
const shownGaps = 3;

/** The app that a component of settings belongs to, or is. */
export interface App {
  readonly name: string;
  readonly label: string;
}

export type CarriedBody = Pick<Holding, 'name' | 'label'> & {
  readonly app?: App | undefined;
  /** Metadata type and field. */
  readonly field: string;
  readonly id?: string | undefined;
  readonly record?: Holding['record'];
  /** Who is on the other side by the configuration's own word. */
  readonly partner?: string | undefined;
};

/** A reference as a reader gives it: what is undefined or empty is left out. */
export type Referring = { readonly name: string; readonly field: string } & {
  readonly [Key in 'id' | 'target' | 'expression' | 'serverName' | 'body']?: string | undefined;
} & Pick<Reference, 'line' | 'idle' | 'origin' | 'writtenAt' | 'instead'> & { readonly app?: App | undefined };

/** A place that holds a text. */
export type TextPlace = Pick<ExposedKey, 'name' | 'field' | 'line'> & { readonly id?: string | undefined };

/** Gathers what is found in one place of an org, and what keeps it from being all. */
export class FoundInPlace {
  readonly #source: Pick<Source, 'id' | 'label'>;
  readonly #holdings = new Map<string, Holding>();
  readonly #references = new Map<string, Reference>();
  readonly #exposedKeys = new Map<string, ExposedKey>();
  readonly #gaps = new Map<string, Gap>();
  readonly #notes: string[] = [];
  readonly #serviceProviders: ServiceProvider[] = [];
  #unavailable: string | undefined;

  constructor(place: PlaceId | Pick<Source, 'id' | 'label'>) {
    this.#source = typeof place === 'string' ? { id: `org.${place}`, label: placeById(place).label } : place;
  }

  /**
   * Configuration that names a certificate. The same reference twice counts once. What stands there may be a body, a key,
   * or nothing that could be a name: that is not repeated.
   *
   * @param valueAt Where the name stands, when elsewhere.
   */
  refer(reference: Referring, valueAt: TextPlace = reference): void {
    const { target, ...rest } = reference;
    if (target === undefined || target.trim() === '') return this.#add(rest);
    const text = readOutsideText(target);
    this.#expose(valueAt, text.keys);
    switch (text.kind) {
      case 'name':
      case 'id':
      case 'placeholder':
        return this.#add({ ...rest, target: text.text });
      case 'body': {
        const { name, field, id, app } = rest;
        return this.#hold({ name, label: app?.label ?? name, field, id, app }, 'trusted', contentOf(text.body));
      }
      case 'other':
        return this.#add({ ...rest, instead: text.keys.length > 0 ? 'key' : 'other' });
    }
  }

  /** A text that is looked through for keys, whatever else it may be. */
  search(text: string, place: TextPlace): void {
    this.#expose(place, findKeys(text));
  }

  /** The same of code, of which people look for a line. */
  searchCode(text: string, place: TextPlace): void {
    for (const key of findKeys(text)) this.#expose({ ...place, line: lineAt(text, key.start) }, [key]);
  }

  #expose({ name, field, line, id }: TextPlace, keys: readonly FoundKey[]): void {
    for (const { form, protection, certainty } of keys) {
      if (certainty === 'trace') continue;
      const where = { ...(field ? { field } : {}), ...(line ? { line } : {}), ...(id ? { id } : {}) };
      const doubtful = certainty === 'certain' ? {} : ({ doubtful: true } as const);
      const key: ExposedKey = { source: this.#source.id, name, ...where, form, protection, ...doubtful };
      // By two ways to the same place, of which one may see more of it.
      const at = JSON.stringify([name, where, form]);
      if (!this.#exposedKeys.has(at) || !key.doubtful) this.#exposedKeys.set(at, key);
    }
  }

  #add({ app, ...reference }: Referring): void {
    const label = app && app.label !== reference.name ? app.label : undefined;
    const told = Object.entries({ ...reference, label }).filter(([, value]) => value);
    const whole = { source: this.#source.id, ...Object.fromEntries(told) } as Reference;
    this.#references.set(JSON.stringify(whole), whole);
  }

  /** Configuration that meets a certificate at an address. A text that is no address, such as `callout:X`, meets none. */
  meet({ target, ...rest }: Referring & { readonly target: string }): void {
    const keys = findKeys(target);
    this.#expose(rest, keys);
    if (endpointOf(target) && keys.length === 0) this.#add({ ...rest, target: target.trim() });
  }

  /** A certificate whose body the configuration carries. */
  carry(carried: CarriedBody, body: string | Pick<Holding, 'certificates' | 'unreadable'>): void {
    if (typeof body === 'string') this.search(body, carried);
    // Where a body is expected there may be a name or an Id.
    if (typeof body === 'string' && isNameForBody(body.trim())) {
      const { name, field, id, app } = carried;
      return this.refer({ name, field, id, app, target: body });
    }
    this.#hold(carried, 'trusted', typeof body === 'string' ? contentOf(body) : body);
  }

  /** A hash or name that the configuration expects of somebody else's certificate. */
  pin(pinned: CarriedBody): void {
    this.#hold(pinned, 'pinned', { certificates: [] });
  }

  /** An app that people log in to through the org. */
  serve({ name, label }: Pick<ServiceProvider, 'name' | 'label'>): void {
    this.#serviceProviders.push({ source: this.#source.id, name, label });
  }

  #hold(
    { name, label, field, id, record, app, partner }: CarriedBody,
    kind: Holding['kind'],
    content: Pick<Holding, 'certificates' | 'unreadable'>,
  ): void {
    // One component may hold several, and types that share a source may share names.
    const role = heldName(app?.name ?? name, referenceUseOf(field));
    const own = this.#holdings.has(role) ? `${role} (${field})` : role;
    const shown = kind === 'pinned' ? label : heldName(label, referenceUseOf(field));
    const source = this.#source.id;
    const optional = { ...(id ? { id } : {}), ...(record ? { record } : {}), ...(partner ? { partner } : {}) };
    this.#holdings.set(own, { source, name: own, label: shown, kind, ...content, ...optional });
    this.#add({ name, field, id, app, body: own });
  }

  /** Something that could not be looked at. */
  gap(...gaps: readonly Gap[]): void {
    for (const gap of gaps) this.#gaps.set(gap.detail, gap);
  }

  /** A sentence for whoever reads the source. */
  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  /** The org lacks the feature: nothing can be there. */
  unavailable(sentence: string): void {
    this.#unavailable = sentence;
  }

  content(): PlaceContent {
    const holdings = [...this.#holdings.values()];
    const references = [...this.#references.values()];
    const exposedKeys = [...this.#exposedKeys.values()];
    const source = { ...this.#source, ...this.#status(references) };
    return { source, holdings, references, exposedKeys, serviceProviders: this.#serviceProviders };
  }

  #status(references: readonly Reference[]): Omit<Source, 'id' | 'label'> {
    const gaps = [...this.#gaps.values()];
    const items = new Set(references.map(({ name }) => name)).size;
    const more = gaps.length > shownGaps ? [`${gaps.length - shownGaps} more could not be looked at.`] : [];
    const sentences = [...this.#notes, ...gaps.slice(0, shownGaps).map(({ detail }) => detail), ...more];
    if (gaps.length > 0) {
      const denied = gaps.find(({ status }) => status === 'denied');
      const seen = items > 0 ? [`${items} found, and that may not be all.`] : [];
      const detail = [...seen, ...sentences].join(' ');
      return denied?.permission
        ? { status: 'denied', items, detail, permission: denied.permission }
        : { status: 'failed', items, detail };
    }
    if (this.#unavailable !== undefined && items === 0) {
      return { status: 'unavailable', items, detail: this.#unavailable };
    }
    const found = items === 0 ? 'None found.' : `${plural(items, 'entry', 'entries')} found.`;
    return { status: 'read', items, detail: [found, ...this.#notes].join(' ') };
  }
}

/** A body that a field carries, read. What the reader says of files is put in words for a field. */
function contentOf(text: string | Uint8Array): Pick<Holding, 'certificates' | 'unreadable'> {
  const { certificates, problem } = readBody(text);
  const [reason] = problem?.split(';') ?? [];
  return { certificates, ...(reason ? { unreadable: `${reason.replace(/\.$/, '')}; look at it in Setup.` } : {}) };
}
