/** Names that somebody may give a certificate to upset whoever reads a report. */
export const hostileTexts: readonly (readonly [what: string, text: string])[] = [
  ['control characters', 'a\u0000b\u0001c\u0008d\u000be\u001bf\u007fg\u0085h'],
  ['line ends', 'a\r\nb\nc\rd\u2028e\u2029f'],
  ['an end of CDATA', ']]><failure/><![CDATA['],
  ['quotes and a tag', `"><x y='z'>&amp;&#0;</testsuites>`],
  ['a right-to-left override', 'moc.elpmaxe\u202e\u2066\u200b\u00ad'],
  ['half surrogate pairs and noncharacters', '\ud800x\udc00y\ufffe\uffff\u{1fffe}'],
  ['backslashes and separators', 'a\\b\\nc;d,e:f"g{0}h}i'],
  ['lines of a calendar', 'x\r\nEND:VEVENT\r\nEND:VCALENDAR'],
  ['lines of metrics', 'x"} 1\nsf_cert_findings{a="'],
  ['a link', '[click](https://evil.example) <https://evil.example>'],
  ['ten thousand letters', 'é😀n'.repeat(3_334)],
  ['nothing', ''],
];

/** What nobody sees, and half pairs: none of it may reach a file. */
export const unseen = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/u;
