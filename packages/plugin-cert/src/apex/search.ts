import type { ApexCode, ApexSource } from './apex-code.ts';
import { blankCommentsAndStrings } from './prefilter.ts';
import type { TypeDeclaration } from './syntax/model.ts';

/** Types found; `complete` is false where there may be others that could not be looked at. */
export interface FoundTypes {
  readonly types: readonly TypeDeclaration[];
  readonly complete: boolean;
}

interface Narrowing {
  readonly pattern?: string;
  readonly own?: boolean;
  readonly named?: readonly string[];
}

/** Files parsed for one question, and for all; characters searched for all. Beyond, answers are incomplete, not slow. */
const BUDGET = { filesEach: 50, files: 400, characters: 3e9 };

/** White space and comments, as they may stand between any two words. */
export const GAP = '(?:\\s|//[^\\n]*|/\\*(?:[^*]|\\*(?!/))*\\*/)*';

/** Finds code by its text, and parses only that, within bounds. */
export class Search {
  readonly #code: ApexCode;
  readonly #paid = new Set<ApexSource>();
  readonly #found = new Map<string, readonly ApexSource[]>();
  #charactersLeft = BUDGET.characters;

  constructor(code: ApexCode) {
    this.#code = code;
  }

  /**
   * The type's own file, and unless `own` is set every file in whose code the word or pattern occurs.
   *
   * @param named Only files that mention one of these: nobody reaches a static member without the name of its class.
   */
  typesWith(
    type: TypeDeclaration,
    word: string,
    { pattern = `\\b${word}\\b`, own = false, named = [] }: Narrowing = {},
  ): FoundTypes {
    const home = outermost(type);
    if (own) return { types: [home], complete: true };
    const mentionsType = new RegExp(`\\b${type.name}\\b`, 'i');
    const mustMention = named.length > 0 ? new RegExp(`\\b(?:${named.join('|')})\\b`, 'i') : undefined;
    const files = this.filesWith(pattern, word)?.filter(
      ({ path, source }) => path !== type.file.path && (mustMention?.test(source) ?? true),
    );
    if (!files) return { types: [home], complete: false };
    // First those that mention the type: they are the likeliest.
    const sorted = [...new Set([...files.filter(({ source }) => mentionsType.test(source)), ...files])];
    const { types, complete } = this.parse(sorted);
    return { types: [home, ...types], complete };
  }

  /**
   * Files in whose code, comments and strings left out, the pattern occurs; undefined when enough was searched.
   *
   * @param word Stands in every one of them.
   */
  filesWith(pattern: string, word = pattern): readonly ApexSource[] | undefined {
    const known = this.#found.get(pattern);
    if (known || !this.spend()) return known;
    const mentions = new RegExp(pattern, 'i');
    // One word is found many times faster than a choice of patterns.
    const hasWord = new RegExp(word, 'i');
    const files = this.#code.files.filter(
      ({ source }) => hasWord.test(source) && mentions.test(source) && mentions.test(blankCommentsAndStrings(source)),
    );
    this.#found.set(pattern, files);
    return files;
  }

  /** Whether all code may be searched once more. */
  spend(): boolean {
    this.#charactersLeft -= this.#code.characters;
    return this.#charactersLeft >= 0;
  }

  /** The outermost types of some files. A file that was paid for once costs nothing more. */
  parse(files: readonly ApexSource[]): FoundTypes {
    let each = BUDGET.filesEach;
    const chosen = files.filter((file) => {
      if (this.#paid.has(file)) return true;
      if (each <= 0 || this.#paid.size >= BUDGET.files) return false;
      each--;
      this.#paid.add(file);
      return true;
    });
    const types = chosen.map((file) => this.#code.parse(file)).filter((type) => type !== undefined);
    return { types, complete: types.length === files.length };
  }
}

export function outermost(type: TypeDeclaration): TypeDeclaration {
  return type.outer ? outermost(type.outer) : type;
}

/** The type and all that is declared in it. */
export function withInner(type: TypeDeclaration): TypeDeclaration[] {
  return [type, ...type.inner.flatMap(withInner)];
}
