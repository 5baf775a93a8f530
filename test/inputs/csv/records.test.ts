import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readRecords } from '../../../src/inputs/csv/records.js';
import { csv, latin1 } from './csv-text.js';

interface Read {
  header: readonly string[] | undefined;
  rows: (readonly [number, ...string[]])[];
  problems: readonly { row?: number; column?: string; what: string; value?: string }[];
}

function read(bytes: Uint8Array): Read {
  const rows: [number, ...string[]][] = [];
  const { header, problems } = readRecords('f.csv', bytes, () => (cells, row) => {
    rows.push([row, ...cells]);
  });
  return { header, rows, problems };
}

describe('records as people have them', () => {
  test.each([',', ';', '\t', '|', '`'])('are parted by %j', (delimiter) => {
    const bytes = csv(['id', 'name'].join(delimiter), ['1', 'A'].join(delimiter));
    expect(read(bytes)).toEqual({ header: ['id', 'name'], rows: [[2, '1', 'A']], problems: [] });
  });

  it('takes the delimiter from the header outside quotes only', () => {
    expect(read(csv('"a;b;c",x', '1,2')).header).toEqual(['a;b;c', 'x']);
    expect(read(csv('a;"b,c,d,e"', '1;2')).header).toEqual(['a', 'b,c,d,e']);
    expect(read(csv('a`b,c', '1,2')).header).toEqual(['a`b', 'c']);
  });

  it('takes a file of one column', () => {
    expect(read(csv('id', '1', '2')).rows).toEqual([
      [2, '1'],
      [3, '2'],
    ]);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
    ['LF', '\n'],
  ])('ends rows with %s, with and without one at the end', (_, end) => {
    for (const last of ['', end]) {
      const bytes = new TextEncoder().encode(`a,b${end}1,2${end}3,4${last}`);
      expect(read(bytes).rows).toEqual([
        [2, '1', '2'],
        [3, '3', '4'],
      ]);
    }
  });

  it('takes mixed line ends', () => {
    const bytes = new TextEncoder().encode('a,b\r\n1,2\n3,4\r5,6');
    expect(read(bytes).rows.map(([row]) => row)).toEqual([2, 3, 4]);
  });

  it('strips a byte-order mark', () => {
    const { header, problems } = read(csv('\ufeffid,name', '1,A'));
    expect({ header, problems }).toEqual({ header: ['id', 'name'], problems: [] });
  });

  it('counts blank lines and lines of delimiters as rows and passes over them', () => {
    const { header, rows } = read(csv('', 'a,b', '', '1,2', ',', ' ,  ', '\t', '3,4', ''));
    expect(header).toEqual(['a', 'b']);
    expect(rows).toEqual([
      [4, '1', '2'],
      [8, '3', '4'],
    ]);
  });

  it('does not count a line break within quotes as a row', () => {
    const { rows } = read(csv('a,b', '"1', '2', '3",x', '4,"say ""hi"""'));
    expect(rows).toEqual([
      [2, '1\n2\n3', 'x'],
      [3, '4', 'say "hi"'],
    ]);
  });

  it('passes over columns without a name and without values', () => {
    const { problems, rows } = read(csv('a,b,,', '1,2,, ', '3,4,,'));
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(2);
  });

  it('numbers rows alike however many chunks the file takes', () => {
    const lines = Array.from({ length: 60_000 }, (_, index) =>
      index % 7 === 0 ? '' : `${index},"text, ""quoted""\nand broken ${index}"`,
    );
    const { rows, problems } = read(csv('id,text', ...lines));
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(lines.filter((line) => line !== '').length);
    expect(rows.every(([row, id]) => row === Number(id) + 2)).toBe(true);
  });

  it('ends no chunk within quotes, wherever they stand', () => {
    const plain = Array.from({ length: 4000 }, (_, index) => `${index},plain text`);
    const size = csv('id,text', ...plain, '').length;
    for (let over = -30; over <= 5; over++) {
      // The quoted line breaks move across the end of the first 65,536 bytes, byte by byte.
      const padding = `pad,${'x'.repeat(65_536 + over - size - 5)}`;
      const lines = [...plain, padding, '"a\n\nb","c\n\n\nd"', ...plain];
      const { rows, problems } = read(csv('id,text', ...lines));
      expect(problems).toEqual([]);
      expect(rows).toHaveLength(lines.length);
      expect(rows[4001]).toEqual([4003, 'a\n\nb', 'c\n\n\nd']);
      expect(rows[lines.length - 1]).toEqual([lines.length + 1, '3999', 'plain text']);
    }
  });
});

describe('records that are wrong', () => {
  it('tells an empty file', () => {
    expect(read(csv()).problems).toMatchObject([{ what: 'has no header: every line is blank' }]);
    expect(read(new Uint8Array()).problems).toMatchObject([{ what: 'is empty' }]);
    expect(read(latin1('\xef\xbb\xbf')).problems).toMatchObject([{ what: 'is empty' }]);
  });

  it('tells a file without rows', () => {
    expect(read(csv('a,b')).problems).toMatchObject([{ what: 'has a header but no rows' }]);
    expect(read(csv('a,b', '', ',')).problems).toMatchObject([
      { what: 'has a header but no rows' },
    ]);
  });

  it('tells a header that is there twice, letter case and spaces aside', () => {
    expect(read(csv('id,Name, name ', '1,2,3')).problems).toMatchObject([
      { row: 1, column: 'name', what: 'is the name of column 3 and of column 2' },
    ]);
  });

  it('tells values under an empty header once a column', () => {
    expect(read(csv('a,,c,', '1,,3,', '1,x,3,y', '1,z,3,')).problems).toMatchObject([
      { row: 1, column: 'column 2', value: 'x', what: expect.stringContaining('row 3') },
      { row: 1, column: 'column 4', value: 'y' },
    ]);
  });

  it('tells every row with too few or too many cells', () => {
    const { rows, problems } = read(csv('a,b,c', '1,2', '', '1,2,3', '1,2,3,4', '1'));
    expect(rows).toEqual([[4, '1', '2', '3']]);
    expect(problems).toMatchObject([
      { row: 2, what: 'has 2 cells where the header has 3', value: '1 | 2' },
      { row: 5, what: 'has 4 cells where the header has 3' },
      { row: 6, what: 'has 1 cell where the header has 3' },
    ]);
  });

  it('tells an unclosed quote with the row where it began, and what came before', () => {
    const { rows, problems } = read(csv('a,b', '1', '2,ok', '"x', 'y",3', '4,"open', '5,6', '7,8'));
    expect(rows).toEqual([
      [3, '2', 'ok'],
      [4, 'x\ny', '3'],
    ]);
    expect(problems).toMatchObject([
      { row: 2 },
      { row: 5, column: 'b', what: expect.stringContaining('not closed') },
    ]);
  });

  it('tells text after a closing quote', () => {
    expect(read(csv('a,b', '1,2', '"x"y,2', '3,4')).problems).toMatchObject([
      { row: 3, column: 'a', what: expect.stringContaining('after a closing quote') },
    ]);
  });

  it('tells every stray quote and reads the other rows', () => {
    const { rows, problems } = read(
      csv('a,b', '1,2', '5" pipe,3" hose', '"c\nd",x"', '7, "8"', '9,10'),
    );
    expect(rows).toEqual([
      [2, '1', '2'],
      [6, '9', '10'],
    ]);
    expect(problems).toMatchObject([
      { row: 3, column: 'a', what: 'has a quote in the middle of a cell' },
      { row: 4, column: 'b' },
      { row: 5, column: 'b' },
    ]);
  });

  it('numbers faulty rows far into a large file, and the rows after them', () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `${index},"a\nb ${index}"`);
    lines[40_000] = '5" pipe,x';
    lines[40_001] = '';
    lines[45_000] = '"open,x';
    const { rows, problems } = read(csv('id,text', ...lines));
    expect(problems).toMatchObject([{ row: 40_002 }, { row: 45_002 }]);
    expect(rows).toHaveLength(44_998);
    expect(rows.every(([row, id]) => row === Number(id) + 2)).toBe(true);
  });

  it('does not take the next row for a header that could not be read', () => {
    const { header, problems } = read(csv('a,b"', '1,2'));
    expect(header).toBeUndefined();
    expect(problems).toMatchObject([{ row: 1 }]);
  });

  it('gives up on a row of very many stray quotes instead of hanging', () => {
    const { problems } = read(csv('a', `x${'"'.repeat(200_000)}`));
    expect(problems.length).toBeGreaterThan(0);
  });

  it('tells each row with bytes that are no UTF-8', () => {
    const bytes = latin1('id,name\n1,Caf\xe9 Nero\n2,"a\nb\x9d"\n3,ok\n4,\xe2\x82\n');
    const { rows, problems } = read(bytes);
    expect(problems).toMatchObject([
      { row: 2, what: 'holds the byte 0xE9, which is not valid UTF-8', value: '1,Caf\ufffd Nero' },
      { row: 3, what: 'holds the byte 0x9D, which is not valid UTF-8' },
      { row: 5, what: 'holds the byte 0xE2, which is not valid UTF-8' },
    ]);
    expect(rows[2]).toEqual([4, '3', 'ok']);
  });

  test.each([
    ['a workbook of old', latin1('\xd0\xcf\x11\xe0....'), 'is a workbook of Excel 97-2003'],
    ['UTF-16 without a mark', latin1('a\0,\0b\0\n\0'), 'holds a NUL byte'],
    ['an archive', latin1('PK\x03\x04....'), 'is a zip archive'],
    ['gzip', latin1('\x1f\x8b....'), 'is compressed (gzip) and damaged'],
  ])('tells %s as such', (_, bytes, what) => {
    expect(read(bytes).problems).toMatchObject([{ what: expect.stringContaining(what) }]);
  });

  it('never throws, whatever the bytes', () => {
    const piece = fc.constantFrom('"', ',', '\n', '\r\n', 'a', ';', ' ', '\xe9', '""', '\r');
    const soup = fc.array(piece, { maxLength: 60 }).map((all) => latin1(all.join('')));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), soup), (bytes) => {
        const { problems, rows } = read(bytes);
        const numbers = [...rows.map(([row]) => row), ...problems.map(({ row }) => row ?? 1)];
        expect(numbers.every((row) => row >= 1)).toBe(true);
        expect(new Set(rows.map(([row]) => row)).size).toBe(rows.length);
      }),
      { numRuns: 2000 },
    );
  });
});
