import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatePairs, nameWords } from '../../src/validation/names/company-names.js';
import { areSimilarNames } from '../../src/validation/names/slips.js';
import { findingsIn, findingsOf, lines } from './findings-of.js';

describe('folded names', () => {
  it.each([
    ['The Acme Company, Inc.', 'acme'],
    ['ACME', 'acme'],
    ['Acme S.A.', 'acme'],
    ['Acme Corporatoin', 'acme'],
    ['Gekko & Co', 'gekko'],
    ['Müller GmbH & Co. KG', 'muller'],
    ["Liberty's Bakery & Cafe", 'libertys bakery and cafe'],
    ['Inc.', 'inc'],
  ])('%s is %s', (name, folded) => {
    expect(nameWords(name).join(' ')).toBe(folded);
  });
});

describe('similar names', () => {
  const similar = (a: string, b: string) => areSimilarNames(nameWords(a), nameWords(b));

  it.each([
    ['Northwind Traders', 'Northwind Tradres'],
    ['Humongous Insurance', 'Humongus Insurance'],
    ['Wal Mart', 'Walmart Inc.'],
    ['Microsoft', 'Micrasoft'],
    ['Initrode', 'Intirode'],
  ])('%s and %s', (a, b) => {
    expect(similar(a, b)).toBe(true);
  });

  it.each([
    ['Ciena', 'Cigna'],
    ['Loews Corporation', "Lowe's"],
    ['Site 12', 'Site 13'],
    ['United Oil & Gas, UK', 'United Oil & Gas, US'],
    ['Helena Valley Northeast', 'Helena Valley Northwest'],
    ['Fox Corporation (Class A)', 'Fox Corporation (Class B)'],
  ])('not %s and %s', (a, b) => {
    expect(similar(a, b)).toBe(false);
  });

  it('pairs every two texts that are one letter apart', () => {
    const word = fc.stringMatching(/^[a-z]{6,14}$/);
    fc.assert(
      fc.property(word, fc.nat(), fc.stringMatching(/^[a-z]?$/), (text, at, letter) => {
        const cut = at % text.length;
        const other = text.slice(0, cut) + letter + text.slice(cut + 1);
        fc.pre(other !== text);
        expect([...candidatePairs([text, other])]).toContainEqual([0, 1]);
      }),
    );
  });
});

describe('duplicate accounts', () => {
  it('finds one name in other clothes', async () => {
    const accounts = lines('account_id,account_name', 'A1,Acme Inc.', 'A2,Bolt', 'A3,ACME');
    const [found, ...others] = await findingsOf('same-name', { accounts });
    expect(found).toMatchObject({ severity: 'warning', rows: [2, 4], value: 'Acme Inc.' });
    expect(others).toEqual([]);
  });

  it('only notes one name in two places, and passes over a family', async () => {
    const accounts = lines(
      'account_id,account_name,state,parent_id',
      'A1,Acme,Ohio,',
      'A2,Acme,Texas,',
      'A3,Bolt,Ohio,',
      'A4,Bolt,Ohio,A3',
    );
    const found = await findingsOf('same-name', { accounts });
    expect(found.map(({ severity, rows }) => [severity, rows])).toEqual([['note', [2, 3]]]);
  });

  it('finds one web domain under two names, but not a mail service', async () => {
    const accounts = lines(
      'account_id,account_name,Website',
      'A1,Acme,https://www.acme.co.uk/start',
      'A2,Coyote Works,acme.co.uk',
      'A3,Bolt,http://gmail.com',
      'A4,Cog,gmail.com',
    );
    const found = await findingsOf('same-domain', { accounts });
    expect(found.map(({ value, rows }) => [value, rows])).toEqual([['acme.co.uk', [2, 3]]]);
  });

  it('is not hidden by an error elsewhere', async () => {
    const accounts = lines(
      'account_id,account_name,renewal_date',
      'A1,Acme Inc.,soon',
      'A2,Acme Ltd,2026-03-01',
    );
    const kinds = (await findingsIn({ accounts })).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['input-error', 'same-name']));
  });
});
