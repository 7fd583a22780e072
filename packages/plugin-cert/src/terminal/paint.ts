/** How a piece of text is set off. Color never says anything that a word does not say too. */
export interface Paint {
  readonly critical: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly good: (text: string) => string;
  readonly unknown: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

const asIs = (text: string): string => text;

/** No colors: files, pipes, NO_COLOR. */
export const plainPaint: Paint = { critical: asIs, warning: asIs, good: asIs, unknown: asIs, dim: asIs, strong: asIs };

/** The Salesforce CLI's own colors, which follow NO_COLOR, FORCE_COLOR and whether the output is a terminal. */
export async function commandLinePaint(): Promise<Paint> {
  const { StandardColors } = await import('@salesforce/sf-plugins-core');
  const { error, warning, success, info } = StandardColors;
  return {
    critical: (text) => error(text),
    warning: (text) => warning(text),
    good: (text) => success(text),
    unknown: (text) => warning(text),
    dim: (text) => info(text),
    strong: (text) => text,
  };
}
