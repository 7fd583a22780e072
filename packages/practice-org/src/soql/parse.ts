import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { Query } from '@jetstreamapp/soql-parser-js';
import { QueryError } from './query-error.ts';

/** A value that a bind variable brings: as the REST API writes it, or a list of such. */
export type BindValue = string | number | boolean | null | readonly (string | number | boolean | null)[];

/** A query that was read. */
export interface ParsedQuery {
  readonly query: Query;
  /** ALL ROWS: deleted records too. */
  readonly allRows: boolean;
  /** Bind variables that it takes: `:b0` to one less than this. */
  readonly binds: number;
}

/** Numbers from here on stand for the bind variables of LIMIT, OFFSET and date literals, where the parser takes numbers only. */
const firstBound = 1_900_000_000;

/** Without a word about errors, version 6.3.1 of the parser makes itself anew for every query, which takes 30 ms. */
const parserOptions = { allowApexBindVariables: true, ignoreParseErrors: false };

/** Reads SOQL. Throws {@link QueryError} MALFORMED_QUERY. */
export function parseSoql(soql: string): ParsedQuery {
  let text = outsideQuotes(soql, (part) =>
    part
      .replace(/\b(LIMIT|OFFSET)\s+:b(\d+)\b/gi, (_, clause: string, bind: string) => `${clause} ${placeholder(bind)}`)
      .replace(/(_N_[A-Z]+):\s*:b(\d+)\b/gi, (_, literal: string, bind: string) => `${literal}:${placeholder(bind)}`),
  );
  const allRows = /\sALL\s+ROWS\s*$/i.test(text);
  if (allRows) text = text.replace(/\sALL\s+ROWS\s*$/i, '');
  const names: number[] = [];
  outsideQuotes(soql, (part) => part.replace(/:b(\d+)\b/g, (whole, bind: string) => (names.push(Number(bind)), whole)));
  try {
    return { query: parseQuery(text, parserOptions), allRows, binds: Math.max(-1, ...names) + 1 };
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split('\n') : [];
    throw new QueryError('MALFORMED_QUERY', `${soql}: ${line}`);
  }
}

/** The bind variable that a number stands for; undefined for a number that means itself. */
export function boundNumber(number: number): number | undefined {
  return number >= firstBound ? number - firstBound : undefined;
}

function placeholder(bind: string): number {
  return firstBound + Number(bind);
}

function outsideQuotes(soql: string, replace: (part: string) => string): string {
  return soql
    .split(/('(?:[^'\\]|\\.)*')/)
    .map((part, index) => (index % 2 === 1 ? part : replace(part)))
    .join('');
}
