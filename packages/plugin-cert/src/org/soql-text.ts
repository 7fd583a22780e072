/** A text as it stands within quotes in SOQL (SOQL and SOSL Reference, "Quoted String Escape Sequences"). */
export function soqlText(text: string): string {
  return text.replaceAll(/['\\]/g, String.raw`\$&`);
}
