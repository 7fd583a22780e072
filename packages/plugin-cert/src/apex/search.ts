import type { ApexCode, ApexSource } from './apex-code.ts';
import { blankCommentsAndStrings } from './prefilter.ts';
import type { TypeDeclaration } from './syntax/model.ts';

/** Types found; `complete` is false where there may be others that could not be looked at. */
export interface FoundTypes {
  readonly types: readonly TypeDeclaration[];
  readonly complete: boolean;
}

/** Files parsed for one question, and for all; characters searched for all. Beyond, answers are incomplete, not slow. */
const BUDGET = { filesEach: 50, files: 400, characters: 3e9 };

/** White space and comments, as they may stand between any two words. */
export const GAP = '(?:\\s|//[^\\n]*|/\\*(?:[^*]|\\*(?!/))*\\*/)*';

/** Finds code by its text, and parses only that, within bounds. */
export class Search {
  readonly #code: ApexCode;
  readonly #paid = new Set<ApexSource>();
  #charactersLeft = BUDGET.characters;

  constructor(code: ApexCode) {
    this.#code = code;
  }

  /** The type's own file, and unless `own` is set every file in whose code the pattern occurs. */
  typesWith(pattern: string, type: TypeDeclaration, own = false): FoundTypes {
    const home = outermost(type);
    if (own) return { types: [home], complete: true };
    const mentionsType = new RegExp(`\\b${type.name}\\b`, 'i');
    const files = this.filesWith(pattern)?.filter(({ path }) => path !== type.file.path);
    if (!files) return { types: [home], complete: false };
    // First those that mention the type: they are the likeliest.
    const sorted = [...new Set([...files.filter(({ source }) => mentionsType.test(source)), ...files])];
    const { types, complete } = this.parse(sorted);
    return { types: [home, ...types], complete };
  }

  /** Files in whose code, comments and strings left out, the pattern occurs; undefined when enough was searched. */
  filesWith(pattern: string): ApexSource[] | undefined {
    if (!this.spend()) return undefined;
    const mentions = new RegExp(pattern, 'i');
    return this.#code.files.filter(
      ({ source }) => mentions.test(source) && mentions.test(blankCommentsAndStrings(source)),
    );
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
