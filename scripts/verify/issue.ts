/** One thing that an org would refuse, or that a reviewer would. */
export interface Issue {
  /** Path below the folder that was looked at. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** One sentence. */
  readonly message: string;
}

export function textOf({ file, line, message }: Issue): string {
  return `${file}${line === undefined ? '' : `:${line}`}  ${message}`;
}
