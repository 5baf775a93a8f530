import { OwnerKind, type Problem, SettledBy } from '../model/problem.js';
import type { Table } from '../model/table.js';
import type { Eligibility } from './eligibility.js';
import type { Ownership } from './ownership.js';
import { lockedOf } from './precedence.js';

interface WarningSources {
  readonly accounts: Table;
  readonly ownership: Ownership;
  readonly liveOwner: Int32Array;
  readonly live: Uint8Array;
  readonly planned: Uint8Array;
  readonly measures: Pick<Problem, 'placements'>;
  readonly eligibility: Eligibility;
}

/** What precedence settled against other rows, and what could not be honoured, each as a sentence with its count. */
export function settlementWarnings(sources: WarningSources): string[] {
  const { planned, liveOwner, eligibility } = sources;
  const warnings: string[] = [];
  for (const measure of sources.measures.placements) {
    if (measure.exempt === undefined) continue;
    const count = { assigned: 0, kept: 0 };
    measure.exempt.forEach((exempt, account) => {
      if (exempt === 0) return;
      if (eligibility.settled[account] === SettledBy.assign) count.assigned++;
      else count.kept++;
    });
    for (const [how, number] of Object.entries(count)) {
      if (number > 0) {
        warnings.push(`${accounts(number, how)} outside row ${measure.row} (${measure.rule})`);
      }
    }
  }
  const locked = lockedOf(sources.accounts);
  let lockedWithoutOwner = 0;
  for (let account = 0; account < locked.length; account++) {
    if (locked[account] === 1 && planned[account] === 1 && liveOwner[account] < 0)
      lockedWithoutOwner++;
  }
  if (lockedWithoutOwner > 0) {
    warnings.push(
      `${things(lockedWithoutOwner, 'locked account')} without an active owner must move`,
    );
  }
  const departed = sources.ownership.kind.reduce(
    (sum, kind) => sum + (kind === OwnerKind.departed ? 1 : 0),
    0,
  );
  if (departed > 0) {
    warnings.push(
      `${things(departed, 'account')} belong${departed === 1 ? 's' : ''} to owners who are not in the rep file`,
    );
  }
  return warnings;
}

function accounts(count: number, how: string): string {
  return `${things(count, `${how} account`)} sit${count === 1 ? 's' : ''}`;
}

function things(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
