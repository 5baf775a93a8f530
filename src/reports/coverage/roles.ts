import type { CoverageAnalysis } from '../../analytics/analysis.js';
import type { HolderCoverage, RoleCoverage } from '../../analytics/role-coverage.js';
import {
  type ColumnOf,
  figures,
  note,
  paragraph,
  type Section,
  section,
  table,
  words,
} from '../document/blocks.js';
import { numberWords } from '../document/numbers.js';
import { andList, counted, plural } from '../document/words.js';
import { name, nameOf, percentOf, repName, shown } from './columns.js';
import { shareWords } from './words.js';

/** Who else looks after the accounts, a section a role: how each holder's accounts are worked, and what lies untouched. */
export function roleSections(analysis: CoverageAnalysis): readonly Section[] {
  return analysis.roles.map((role) => {
    const rows = rowsOf(role).filter(({ accounts }) => accounts > 0);
    const left = untouchedWords(analysis, role);
    const empty = role.holders.filter(({ accounts }) => accounts === 0);
    return section(
      `Who else looks after them: ${role.name}`,
      paragraph(roleWords(analysis, role)),
      table(rows.slice(0, shown.reps), holderColumns(analysis, role)),
      note(
        rows.length > shown.reps
          ? `… and ${numberWords(rows.length - shown.reps)} more in role-coverage.csv`
          : undefined,
      ),
      empty.length === 0
        ? undefined
        : paragraph(
            `Without accounts: ${andList(empty.map(({ rep }) => repName(analysis, rep)).slice(0, shown.names))}${empty.length > shown.names ? ` and ${numberWords(empty.length - shown.names)} more` : ''}.`,
          ),
      left === undefined ? undefined : paragraph(left, { tone: 'quiet' }),
    );
  });
}

/** Everybody in a role, and at last what nobody has. */
export function rowsOf({ holders, unheld }: RoleCoverage): readonly HolderCoverage[] {
  return unheld === undefined ? holders : [...holders, unheld];
}

/** "2 of 4 accounts were touched in 90 days, 1 of them by their SDR; 1 has no SDR." */
export function roleWords(
  { books }: Pick<CoverageAnalysis, 'books'>,
  { name: role, holders, unheld, hasOwn }: RoleCoverage,
): string {
  const sum = (of: (one: HolderCoverage) => number): number =>
    holders.reduce((total, one) => total + of(one), 0);
  const accounts = sum((one) => one.accounts);
  const touched = sum(({ anyTouched }) => anyTouched);
  const own = sum((one) => one.own?.accounts ?? 0);
  const without =
    unheld === undefined
      ? ''
      : `${counted(unheld.accounts, 'account')} ${plural(unheld.accounts, 'has', 'have')} no ${role}`;
  if (accounts === 0) return `No ${role} has an account${without === '' ? '' : `; ${without}`}.`;
  const share = own === touched ? '' : `${own === 0 ? 'none' : numberWords(own)} of them `;
  const by = !hasOwn || touched === 0 ? '' : `, ${share}by their ${role}`;
  return `${numberWords(touched)} of ${counted(accounts, 'account')} (${shareWords(touched / accounts)}) ${plural(touched, 'was', 'were')} touched in ${numberWords(books.window)} days${by}${without === '' ? '' : `; ${without}`}.`;
}

/** Accounts whose holder was not there, the first of the books first. */
function untouchedWords(analysis: CoverageAnalysis, role: RoleCoverage): string | undefined {
  if (role.holders.every(({ accounts }) => accounts === 0)) return undefined;
  const left = role.holders
    .filter(({ onLeave }) => !onLeave)
    .flatMap(({ rep, book }) =>
      book
        .filter(({ touchedBy }) => touchedBy === 'nobody' || touchedBy === 'others')
        .map((one) => ({ ...one, rep })),
    )
    .sort((a, b) => b.priority - a.priority);
  const by = role.hasOwn ? `by their ${role.name}` : 'by anybody';
  if (left.length === 0) return `None is left untouched ${by}.`;
  const names = left
    .slice(0, shown.names)
    .map(({ account, rep }) => `${nameOf(analysis, account)} (${repName(analysis, rep)})`);
  const more = left.length - names.length;
  return `Not touched ${by}: ${andList([...names, ...(more > 0 ? [`${numberWords(more)} more in role-book.csv`] : [])])}.`;
}

function holderColumns(
  analysis: CoverageAnalysis,
  { name: role, hasOwn }: RoleCoverage,
): readonly ColumnOf<HolderCoverage>[] {
  const byIcp = analysis.books.icpFrom !== 'every account';
  return [
    name(role, ({ rep }) => (rep < 0 ? 'nobody' : repName(analysis, rep))),
    figures('Accounts', 'count', ({ accounts }) => accounts),
    figures('Touched', 'count', ({ anyTouched }) => anyTouched),
    figures('Share', 'percent', ({ anyTouched, accounts }) => percentOf(anyTouched, accounts)),
    ...(hasOwn ? [figures<HolderCoverage>('By them', 'count', ({ own }) => own?.accounts)] : []),
    ...(byIcp
      ? [
          figures<HolderCoverage>('ICP', 'count', ({ icp }) => icp),
          figures<HolderCoverage>('ICP touched', 'count', ({ touched }) => touched),
        ]
      : []),
    figures('Idle', 'count', ({ idle }) => idle),
    words('', ({ onLeave }) => (onLeave ? 'on leave' : '')),
  ];
}
