/** Escapes of texts as String's methods have them, which are those of Apache Commons Lang. */

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Named characters of ISO 8859-1, from U+00A0 on. */
const LATIN = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute ' +
  'Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute ' +
  'THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ' +
  'ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
).split(' ');

/** Named characters of HTML 4 beyond ISO 8859-1. */
const HTML4: Readonly<Record<string, number>> = {
  fnof: 402,
  Alpha: 913,
  Beta: 914,
  Gamma: 915,
  Delta: 916,
  Epsilon: 917,
  Zeta: 918,
  Eta: 919,
  Theta: 920,
  Iota: 921,
  Kappa: 922,
  Lambda: 923,
  Mu: 924,
  Nu: 925,
  Xi: 926,
  Omicron: 927,
  Pi: 928,
  Rho: 929,
  Sigma: 931,
  Tau: 932,
  Upsilon: 933,
  Phi: 934,
  Chi: 935,
  Psi: 936,
  Omega: 937,
  alpha: 945,
  beta: 946,
  gamma: 947,
  delta: 948,
  epsilon: 949,
  zeta: 950,
  eta: 951,
  theta: 952,
  iota: 953,
  kappa: 954,
  lambda: 955,
  mu: 956,
  nu: 957,
  xi: 958,
  omicron: 959,
  pi: 960,
  rho: 961,
  sigmaf: 962,
  sigma: 963,
  tau: 964,
  upsilon: 965,
  phi: 966,
  chi: 967,
  psi: 968,
  omega: 969,
  thetasym: 977,
  upsih: 978,
  piv: 982,
  bull: 8226,
  hellip: 8230,
  prime: 8242,
  Prime: 8243,
  oline: 8254,
  frasl: 8260,
  weierp: 8472,
  image: 8465,
  real: 8476,
  trade: 8482,
  alefsym: 8501,
  larr: 8592,
  uarr: 8593,
  rarr: 8594,
  darr: 8595,
  harr: 8596,
  crarr: 8629,
  lArr: 8656,
  uArr: 8657,
  rArr: 8658,
  dArr: 8659,
  hArr: 8660,
  forall: 8704,
  part: 8706,
  exist: 8707,
  empty: 8709,
  nabla: 8711,
  isin: 8712,
  notin: 8713,
  ni: 8715,
  prod: 8719,
  sum: 8721,
  minus: 8722,
  lowast: 8727,
  radic: 8730,
  prop: 8733,
  infin: 8734,
  ang: 8736,
  and: 8743,
  or: 8744,
  cap: 8745,
  cup: 8746,
  int: 8747,
  there4: 8756,
  sim: 8764,
  cong: 8773,
  asymp: 8776,
  ne: 8800,
  equiv: 8801,
  le: 8804,
  ge: 8805,
  sub: 8834,
  sup: 8835,
  sube: 8838,
  supe: 8839,
  oplus: 8853,
  otimes: 8855,
  perp: 8869,
  sdot: 8901,
  lceil: 8968,
  rceil: 8969,
  lfloor: 8970,
  rfloor: 8971,
  lang: 9001,
  rang: 9002,
  loz: 9674,
  spades: 9824,
  clubs: 9827,
  hearts: 9829,
  diams: 9830,
  OElig: 338,
  oelig: 339,
  Scaron: 352,
  scaron: 353,
  Yuml: 376,
  circ: 710,
  tilde: 732,
  ensp: 8194,
  emsp: 8195,
  thinsp: 8201,
  zwnj: 8204,
  zwj: 8205,
  lrm: 8206,
  rlm: 8207,
  ndash: 8211,
  mdash: 8212,
  lsquo: 8216,
  rsquo: 8217,
  sbquo: 8218,
  ldquo: 8220,
  rdquo: 8221,
  bdquo: 8222,
  dagger: 8224,
  Dagger: 8225,
  permil: 8240,
  lsaquo: 8249,
  rsaquo: 8250,
  euro: 8364,
};

const latinNames = new Map(LATIN.map((name, index) => [String.fromCharCode(0xa0 + index), name]));
const html4Names = new Map([
  ...latinNames,
  ...Object.entries(HTML4).map(([name, code]): [string, string] => [String.fromCharCode(code), name]),
]);

export const escapeHtml3 = (text: string): string => escapeHtml(text, latinNames);
export const escapeHtml4 = (text: string): string => escapeHtml(text, html4Names);
export const unescapeHtml3 = (text: string): string => unescapeHtml(text, latinNames);
export const unescapeHtml4 = (text: string): string => unescapeHtml(text, html4Names);

function escapeHtml(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/[&<>"\u00a0-\uffff]/g, (letter) => {
    const name = names.get(letter);
    return HTML[letter] ?? (name === undefined ? letter : `&${name};`);
  });
}

function unescapeHtml(text: string, names: ReadonlyMap<string, string>): string {
  const letters = new Map([...names].map(([letter, name]) => [name, letter]));
  for (const [letter, entity] of Object.entries(HTML)) letters.set(entity.slice(1, -1), letter);
  return unescapeEntities(text, letters);
}

function unescapeEntities(text: string, letters: ReadonlyMap<string, string>): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w+));/g,
    (whole: string, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return letters.get(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const XML: ReadonlyMap<string, string> = new Map([...Object.entries(HTML), ["'", '&apos;']]);
const xmlLetters = new Map([...XML].map(([letter, entity]) => [entity.slice(1, -1), letter]));

export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (letter) => XML.get(letter)!);
export const unescapeXml = (text: string): string => unescapeEntities(text, xmlLetters);

const SHORT: Readonly<Record<string, string>> = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r' };

function hex(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** For Java, and with more characters for ECMAScript: `'` and `/`. */
function escapeSlashed(text: string, special: RegExp): string {
  return text.replace(special, '\\$&').replace(/[^\u0020-\u007f]/g, (letter) => SHORT[letter] ?? hex(letter));
}

export const escapeJava = (text: string): string => escapeSlashed(text, /["\\]/g);
export const escapeEcmaScript = (text: string): string => escapeSlashed(text, /["'\\/]/g);

/** Undoes what stands behind a backslash: characters by name, number (octal and hexadecimal) or themselves. */
export function unescapeJava(text: string): string {
  return text.replace(
    /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([^]))/gu,
    (_whole, code: string | undefined, octal: string | undefined, letter: string) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return { b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' }[letter] ?? letter;
    },
  );
}

export const escapeUnicode = (text: string): string => text.replace(/[^\u0000-\u007f]/g, hex);
export const unescapeUnicode = (text: string): string =>
  text.replace(/\\u+([0-9a-fA-F]{4})/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** In quotation marks where a comma, quotation mark or line break stands in it. */
export const escapeCsv = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function unescapeCsv(text: string): string {
  const inner = /^"([^]*)"$/.exec(text)?.[1];
  return inner !== undefined && /[",\n\r]/.test(inner) ? inner.replaceAll('""', '"') : text;
}
