import { addTo } from '../model/grouping.js';
import { AccountState, SettledBy } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { filledColumn, type Table } from '../model/table.js';
import type { AccountIndex } from '../model/units.js';
import type { RuleDefinition } from '../rules/definition.js';
import { definitions } from '../rules/kinds/index.js';
import { compareIds, greatest } from '../scoring/rank.js';
import { zerosForNaN } from './derived-columns.js';
import type { RuleTables } from './rule-tables.js';

/** What assign, locked, keep and release rows decide about each account, before anyone is placed. */
export interface Settlement {
  /** AccountState of each account. */
  readonly state: Uint8Array;
  /** The row that excluded or released it, or -1. */
  readonly stateRow: Int32Array;
  /** 1 for accounts that are planned. */
  readonly planned: Uint8Array;
  /** SettledBy of each account: assign, locked, keep or (still) rules. */
  readonly settled: Uint8Array;
  /** The row that settled it, or -1. */
  readonly settledRow: Int32Array;
}

export interface SettlementSources {
  readonly accounts: Table;
  readonly accountIds: readonly string[];
  readonly rules: readonly Rule[];
  readonly tables: RuleTables;
  /** The row that excludes each account, or -1. */
  readonly excludedBy: Int32Array;
  /** 1 for excluded accounts. */
  readonly excluded: Uint8Array;
  /** The live owner of each account, or -1. */
  readonly liveOwner: Int32Array;
  /** 1 for live reps who are not on leave. */
  readonly takes: Uint8Array;
  /** The accounts that a keep row keeps. */
  readonly keptBy: (rule: Rule) => Uint8Array;
  /** Accounts that count as not locked. */
  readonly unlocked: ReadonlySet<number>;
  /** The ids of those that are released, where an earlier plan has a say; else as the rows say. */
  readonly released: ReadonlySet<string> | undefined;
}

/** Contract 4, precedence: assign, then locked and keep; release takes what none of them holds. */
export function settle(sources: SettlementSources): Settlement {
  const { rules, tables, excluded, liveOwner } = sources;
  const size = excluded.length;
  const settled = new Uint8Array(size);
  const settledRow = new Int32Array(size).fill(-1);
  const claim = (account: AccountIndex, by: number, row: number): void => {
    if (excluded[account] === 1 || settled[account] !== SettledBy.rules) return;
    settled[account] = by;
    settledRow[account] = row;
  };
  const must = (means: (definition: RuleDefinition) => boolean): readonly Rule[] =>
    rules.filter(({ kind, level }) => level === 'must' && means(definitions[kind]));

  for (const rule of must(({ settles }) => settles === 'assign')) {
    const passing = tables.accountsPassing(rule);
    for (let account = 0; account < size; account++) {
      if (passing[account] === 1) claim(account, SettledBy.assign, rule.row);
    }
  }
  const locked = lockedOf(sources.accounts);
  for (const account of sources.unlocked) locked[account] = 0;
  for (let account = 0; account < size; account++) {
    if (locked[account] === 1 && liveOwner[account] >= 0) claim(account, SettledBy.locked, -1);
  }
  for (const rule of must(({ settles }) => settles === 'keep')) {
    const kept = sources.keptBy(rule);
    for (let account = 0; account < size; account++) {
      if (kept[account] === 1) claim(account, SettledBy.keep, rule.row);
    }
  }

  const stateRow = sources.excludedBy.slice();
  const state = new Uint8Array(size);
  for (let account = 0; account < size; account++) {
    if (excluded[account] === 1) state[account] = AccountState.excluded;
  }
  const { released, accountIds } = sources;
  const mayBe = (account: number): boolean => {
    const owner = liveOwner[account];
    const onLeave = owner >= 0 && sources.takes[owner] === 0;
    const free = settled[account] === SettledBy.rules && locked[account] === 0 && !onLeave;
    return free && excluded[account] === 0;
  };
  for (const rule of must(({ takesOut }) => takesOut === 'released')) {
    const spared = greatestPassing(rule, sources);
    tables.accountsPassing(rule).forEach((passes, account) => {
      const isMeant = released === undefined || released.has(accountIds[account]);
      if (passes === 1 && mayBe(account) && spared[account] === 0 && isMeant) {
        state[account] = AccountState.released;
        stateRow[account] = rule.row;
      }
    });
  }
  // What an earlier plan released stays so, though no row asks for it today.
  for (let account = 0; account < size && released !== undefined; account++) {
    if (!released.has(accountIds[account]) || !mayBe(account)) continue;
    state[account] = AccountState.released;
  }
  const planned = new Uint8Array(size);
  for (let account = 0; account < size; account++) {
    if (state[account] === AccountState.planned) planned[account] = 1;
  }
  return { state, stateRow, planned, settled, settledRow };
}

/** 1 for accounts whose `locked` cell says yes. */
export function lockedOf(accounts: Table): Uint8Array {
  const column = filledColumn(accounts, 'locked');
  const locked = new Uint8Array(accounts.size);
  if (column?.kind !== 'flag') return locked;
  for (let account = 0; account < locked.length; account++) {
    if (column.flags[account] === 1) locked[account] = 1;
  }
  return locked;
}

/** The accounts that a keep row keeps: pass its filter, among each owner's `top`, owner live. */
export function keptBy(
  rule: Rule,
  sources: Pick<SettlementSources, 'accountIds' | 'tables' | 'excluded' | 'liveOwner'>,
): Uint8Array {
  const { excluded, liveOwner, accountIds } = sources;
  const kept = sources.tables.accountsPassing(rule).slice();
  for (let account = 0; account < kept.length; account++) {
    if (excluded[account] === 1 || liveOwner[account] < 0) kept[account] = 0;
  }
  if (rule.top === undefined) return kept;
  const amounts = amountsOf(rule, sources.tables);
  // Owner by owner: short lists sort faster than one of all accounts.
  for (const held of accountsByOwner(kept, liveOwner)) {
    if (held.length <= rule.top) continue;
    held.sort((a, b) => amounts[b] - amounts[a] || compareIds(accountIds[a], accountIds[b]));
    for (let rank = rule.top; rank < held.length; rank++) kept[held[rank]] = 0;
  }
  return kept;
}

function accountsByOwner(kept: Uint8Array, liveOwner: Int32Array): Iterable<number[]> {
  const byOwner = new Map<number, number[]>();
  for (let account = 0; account < kept.length; account++) {
    if (kept[account] === 0) continue;
    addTo(byOwner, liveOwner[account], account);
  }
  return byOwner.values();
}

/** The `top` greatest of a release row, which it leaves alone; none without a top. */
function greatestPassing(rule: Rule, sources: SettlementSources): Uint8Array {
  const spared = new Uint8Array(sources.excluded.length);
  if (rule.top === undefined) return spared;
  const candidates = sources.tables
    .accountsPassing(rule)
    .map((passes, account) => (passes === 1 && sources.excluded[account] === 0 ? 1 : 0));
  const amounts = amountsOf(rule, sources.tables);
  for (const account of greatest(candidates, amounts, sources.accountIds, rule.top))
    spared[account] = 1;
  return spared;
}

function amountsOf(rule: Rule, tables: RuleTables): Float64Array {
  return zerosForNaN(tables.values(rule, rule.metric === '' ? 'potential' : rule.metric));
}
