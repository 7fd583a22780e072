const contentSuffixes = /\.(?:crt|cls|trigger|inboundCertificate|userAuthCertificate)-meta\.xml$/;

/** The same files as the Metadata API retrieves them: only what describes a content file keeps its `-meta.xml`. */
export function inMetadataFormat(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      contentSuffixes.test(path) ? path : path.replace(/-meta\.xml$/, ''),
      text,
    ]),
  );
}
