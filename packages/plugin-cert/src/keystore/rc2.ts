/** The byte permutation of RFC 2268 section 2. */
const permutation = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);
/** Left rotations of the four words in a mixing round. */
const rotations = [1, 2, 3, 5] as const;

/**
 * RC2 in CBC mode, decryption only. A broken cipher of 1987 that keystores made before about 2021 still hide their
 * certificates with; OpenSSL 3 has put it away.
 *
 * @param effectiveBits strength that the key is cut down to: 40 or 128 in PKCS#12
 * @returns the content with its padding
 * @source RFC 2268 sections 2 and 4
 */
export function decryptRc2Cbc(key: Uint8Array, effectiveBits: number, iv: Uint8Array, content: Uint8Array): Uint8Array {
  const words = expandKey(key, effectiveBits);
  const plain = new Uint8Array(content.length);
  const blocks = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const previous = new DataView(iv.buffer, iv.byteOffset, iv.byteLength);
  const result = new DataView(plain.buffer);
  for (let at = 0; at + 8 <= content.length; at += 8) {
    const block = Uint16Array.from({ length: 4 }, (_, word) => blocks.getUint16(at + 2 * word, true));
    decryptBlock(block, words);
    block.forEach((value, word) => {
      const mask = at === 0 ? previous.getUint16(2 * word, true) : blocks.getUint16(at - 8 + 2 * word, true);
      result.setUint16(at + 2 * word, value ^ mask, true);
    });
  }
  return plain;
}

/** RFC 2268 section 2: 64 words of 16 bits. */
function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const octets = new Uint8Array(128);
  octets.set(key);
  for (let at = key.length; at < 128; at++) {
    octets[at] = permutation[(octets[at - 1]! + octets[at - key.length]!) & 0xff]!;
  }
  const effective = Math.ceil(effectiveBits / 8);
  const mask = 0xff >> (8 * effective - effectiveBits);
  octets[128 - effective] = permutation[octets[128 - effective]! & mask]!;
  for (let at = 127 - effective; at >= 0; at--) octets[at] = permutation[octets[at + 1]! ^ octets[at + effective]!]!;
  const view = new DataView(octets.buffer);
  return Uint16Array.from({ length: 64 }, (_, word) => view.getUint16(2 * word, true));
}

/** RFC 2268 section 4: 16 mixing rounds, backwards, with a mashing round before the 5th and the 11th from the end. */
function decryptBlock(block: Uint16Array, words: Uint16Array): void {
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--) {
      const rotation = rotations[i]!;
      const value = block[i]!;
      const unrotated = (value >> rotation) | (value << (16 - rotation));
      const [a, b, c] = [block[(i + 3) % 4]!, block[(i + 2) % 4]!, block[(i + 1) % 4]!];
      block[i] = unrotated - words[4 * round + i]! - (a & b) - (~a & c);
    }
    if (round === 11 || round === 5) {
      for (let i = 3; i >= 0; i--) block[i] = block[i]! - words[block[(i + 3) % 4]! & 63]!;
    }
  }
}
