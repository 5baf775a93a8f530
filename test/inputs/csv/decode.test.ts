import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { decode } from '../../../src/inputs/csv/decode.js';
import { encodingNamed } from '../../../src/inputs/csv/encodings.js';
import { latin1 } from './csv-text.js';

function text(bytes: Uint8Array, encoding?: string) {
  const { utf8, problems, notes } = decode('f.csv', bytes, encoding);
  return { text: utf8.toString(), problems, notes };
}

const name = 'id,name\nA1,Café “Nord”\n';
/** The same in Windows-1252: 0x93 and 0x94 are control characters in ISO-8859-1. */
const windows = latin1('id,name\nA1,Caf\xe9 \x93Nord\x94\n');
const utf16 = Buffer.from(name, 'utf16le');

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(name)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${name}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${name}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${name}`, 'utf16le').swap16()],
    ['UTF-8 packed by gzip', gzipSync(name)],
    ['UTF-16 packed by gzip', gzipSync(Buffer.from(`\ufeff${name}`, 'utf16le'))],
  ])('%s is told by its bytes', (_, bytes) => {
    expect(text(bytes)).toEqual({ text: name, problems: [], notes: [] });
  });

  it('takes Western bytes for Windows-1252 and says so, with an example', () => {
    const read = text(windows);
    expect(read).toMatchObject({ text: name, problems: [] });
    expect(read.notes).toEqual([expect.stringMatching(/Windows-1252.*“Nord”.*--encoding/)]);
  });

  test.each([
    ['one name', 'id,name\nA1,M\xfcller GmbH\n', 'Müller GmbH'],
    ['an apostrophe alone', 'id,name\nA1,Bob\x92s Diner\n', 'Bob’s Diner'],
    ['a currency sign alone', 'id;arr\nA1;\x80 5\n', '€ 5'],
    ['a word of one letter', 'id,name\nA1,H\xf4tel \xe0 Cr\xe9teil\n', 'Hôtel à Créteil'],
  ])('does so for %s', (_, bytes, expected) => {
    expect(text(latin1(bytes)).text).toContain(expected);
  });

  test.each([
    ['a byte that Windows-1252 lacks', 'id,name\nA1,Bob\x9d\n'],
    ['damaged UTF-8', 'id,name\nA1,M\xc3\xbcller\nA2,Caf\xe9\n'],
    ['Cyrillic', 'id,name\nA1,\xcc\xee\xf1\xea\xe2\xe0 \xcf\xf0\xe8\xe2\xe5\xf2\n'],
    ['Japanese', 'id\n\x93\xfa\x96\x7b\x8c\xea\x8a\x94\x8e\xae\n'],
    ['a stray ÿ', 'id,name\nA1,Bob\xff\n'],
    ['a letter between digits', 'id,name\nA1,12\xd034\n'],
  ])('guesses nothing of %s', (_, bytes) => {
    const { problems, notes } = text(latin1(bytes));
    expect(notes).toEqual([]);
    expect(problems[0]).toMatchObject({
      what: expect.stringContaining('not valid UTF-8'),
      remedy: expect.stringContaining('--encoding'),
    });
  });

  it('reads what --encoding names, and tells rows that are not in it', () => {
    expect(text(utf16, 'utf-16le').text).toBe(name);
    const cyrillic = latin1('id\n\xcc\xee\xf1\xea\xe2\xe0\n');
    expect(text(cyrillic, 'windows-1251').text).toBe('id\nМосква\n');
    expect(text(latin1('id\nA\nB\x81\n'), 'shift_jis').problems).toMatchObject([
      { row: 3, what: expect.stringContaining('shift_jis') },
    ]);
  });

  it('leaves out what Windows-1252 gives no character, as the advice before it says', () => {
    const broken = latin1('id\nA\nB\x9d\x81\n');
    expect(text(broken).problems).toMatchObject([
      { row: 3, remedy: expect.stringContaining('--encoding (windows-1252') },
    ]);
    expect(text(broken, 'windows-1252')).toMatchObject({
      text: 'id\nA\nB\n',
      problems: [],
      notes: [
        'holds 0x9D in row 3, and 1 more, to which Windows-1252 gives no character: left out',
      ],
    });
  });

  it('tells UTF-16 that is cut short', () => {
    const cut = Buffer.from(`\ufeff${name}`, 'utf16le').subarray(0, -1);
    expect(text(cut).problems).toMatchObject([{ what: expect.stringContaining('cut short') }]);
  });

  it('obeys a byte-order mark before --encoding, and doubts one that turns UTF-8 to noise', () => {
    expect(text(Buffer.from(`\ufeff${name}`), 'windows-1252').text).toBe(name);
    expect(text(Buffer.from(name), 'windows-1252').notes).toEqual([
      expect.stringContaining('is valid UTF-8'),
    ]);
  });

  it('knows the names that people write, and what is no encoding of text', () => {
    expect(['UTF-8', 'Latin1', 'cp1252', ' windows-1252 ', 'UTF-16'].map(encodingNamed)).toEqual([
      'utf-8',
      'windows-1252',
      'windows-1252',
      'windows-1252',
      'utf-16le',
    ]);
    expect(['base64', 'hex', 'klingon', ''].map(encodingNamed)).toEqual(Array(4).fill(undefined));
  });
});

describe('gzip', () => {
  it('is refused where it unpacks to far more than a table would', () => {
    const bomb = gzipSync(Buffer.alloc(80 << 20));
    expect(text(bomb).problems).toMatchObject([{ what: expect.stringContaining('200 times') }]);
  });

  it('is told where it is cut short', () => {
    const cut = gzipSync(name).subarray(0, 20);
    expect(text(cut).problems).toMatchObject([{ what: expect.stringContaining('cut short') }]);
  });
});
