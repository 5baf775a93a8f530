import { getDomain } from 'tldts';
import { addTo } from '../../model/grouping.js';
import { cellText, type Table } from '../../model/table.js';
import { accountName, firstColumn, recordsByWord, rowsOf } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';
import { candidatePairs, nameWords, sharedHosts } from '../names/company-names.js';
import { byPlace, type Kinship, kinshipOf } from '../names/kinship.js';
import { areSimilarNames } from '../names/slips.js';

/** Accounts that are likely one company: the same name, nearly the same name, the same web domain. */
export function duplicates({ accounts }: Inspection): readonly Finding[] {
  const kinship = kinshipOf(accounts);
  const byName = accountsByName(accounts);
  return [
    ...[...byName.values()].flatMap((group) => sameName(accounts, group, kinship)),
    ...similarNames(accounts, byName, kinship),
    ...sameDomains(accounts, kinship),
  ];
}

/** Accounts by their folded name, in the order of the file. */
function accountsByName(accounts: Table): ReadonlyMap<string, number[]> {
  const groups = new Map<string, number[]>();
  const names = accounts.columns.get('account_name');
  if (names === undefined) return groups;
  for (const [name, records] of recordsByWord(accounts, names)) {
    const key = nameWords(name).join(' ');
    if (key === '') continue;
    for (const record of records) addTo(groups, key, record);
  }
  for (const group of groups.values()) group.sort((a, b) => a - b);
  return groups;
}

function areOneFamily(group: readonly number[], { sameFamily }: Kinship): boolean {
  return group.every((account) => sameFamily(group[0], account));
}

function sameName(accounts: Table, group: readonly number[], kinship: Kinship): Finding[] {
  if (group.length < 2 || areOneFamily(group, kinship)) return [];
  const places = byPlace(group, kinship);
  const together = places.filter(
    (members) => members.length > 1 && !areOneFamily(members, kinship),
  );
  const found = together.map((members) => sameNameFinding(accounts, members, false));
  if (places.length < 2) return found;
  return [
    ...found,
    sameNameFinding(
      accounts,
      places.map(([first]) => first),
      true,
    ),
  ];
}

function sameNameFinding(accounts: Table, members: readonly number[], elsewhere: boolean): Finding {
  const names = distinctNames(accounts, members);
  return {
    kind: 'same-name',
    severity: elsewhere ? 'note' : 'warning',
    file: accounts.file,
    rows: rowsOf(accounts, members),
    column: accounts.columns.get('account_name')?.header,
    value: names[0],
    facts: { names, elsewhere },
  };
}

function distinctNames(accounts: Table, members: readonly number[]): readonly string[] {
  return [...new Set(members.map((account) => accountName(accounts, account)))];
}

function similarNames(
  accounts: Table,
  byName: ReadonlyMap<string, readonly number[]>,
  kinship: Kinship,
): Finding[] {
  const groups = [...byName].map(([key, members]) => ({ words: key.split(' '), members }));
  const found = new Map<string, Finding>();
  for (const [a, b] of candidatePairs(groups.map(({ words }) => words.join('')))) {
    const [first, second] = [groups[a], groups[b]];
    if (found.has(`${a} ${b}`) || !areSimilarNames(first.words, second.words)) continue;
    const [one, other] = [first.members[0], second.members[0]];
    if (kinship.sameFamily(one, other) || kinship.apart(one, other)) continue;
    const members = [...first.members, ...second.members].sort((x, y) => x - y);
    const names = distinctNames(accounts, members);
    found.set(`${a} ${b}`, {
      kind: 'similar-name',
      severity: 'warning',
      file: accounts.file,
      rows: rowsOf(accounts, members),
      column: accounts.columns.get('account_name')?.header,
      value: names[0],
      facts: { names },
    });
  }
  return [...found.values()];
}

const domainColumns = [
  'domain',
  'website',
  'companydomainname',
  'websiteurl',
  'webaddress',
  'homepage',
  'url',
];

function sameDomains(accounts: Table, kinship: Kinship): Finding[] {
  const column = firstColumn(accounts, domainColumns);
  if (column === undefined) return [];
  const byDomain = new Map<string, number[]>();
  for (const [word, records] of recordsByWord(accounts, column)) {
    const domain = getDomain(word, { allowPrivateDomains: true });
    if (domain === null || sharedHosts.has(domain)) continue;
    for (const record of records) addTo(byDomain, domain, record);
  }
  return [...byDomain].flatMap(([domain, members]): Finding[] => {
    members.sort((a, b) => a - b);
    const nameKeys = new Set(
      members.map((account) =>
        nameWords(cellText(accounts.columns.get('account_name'), account)).join(' '),
      ),
    );
    // One name is told as the same name already.
    const haveOneName = nameKeys.size === 1 && !nameKeys.has('');
    if (members.length < 2 || haveOneName || areOneFamily(members, kinship)) return [];
    return [
      {
        kind: 'same-domain',
        severity: 'warning',
        file: accounts.file,
        rows: rowsOf(accounts, members),
        column: column.header,
        value: domain,
        facts: { names: distinctNames(accounts, members) },
      },
    ];
  });
}
