import type { AssemblyInputs } from '../../assembly/ground.js';
import { type Claim, claimsFor } from '../../evaluation/conflict-claims.js';
import { readFor } from '../../measures/placement.js';
import type { Problem } from '../../model/problem.js';
import type { Relaxation } from '../../model/relaxation.js';
import type { Rule } from '../../model/rule.js';
import { cellText } from '../../model/table.js';
import { quoteValue } from '../../rules/filter.js';
import { definitions } from '../../rules/kinds/index.js';
import { relaxedInputs } from '../relaxed-inputs.js';
import { assembleOrNothing } from './inquiry.js';

/** Inputs of which some cells are written anew, and what they assemble to. */
export interface Relaxed {
  readonly relaxations: readonly Relaxation[];
  readonly inputs: AssemblyInputs;
  readonly problem: Problem;
}

/** Exempting accounts can leave them to other rows that leave them nobody either. */
const mostRounds = 8;
/** A row is no rule any more where this part of what it concerns is exempt. */
const mostExempt = 0.5;
/** As many accounts, or values of a column, as a filter can name and still be read. */
const mostNamed = 25;

/**
 * Rows relaxed so that everyone has somebody: of those that leave an account
 * nobody together, the ones that concern few accounts hold, as the more
 * particular, and the account is exempt from the others. A row that would be
 * exempt for half of its accounts becomes a should. Undefined where no rows
 * are to blame.
 */
export function withEveryonePlaceable(
  inputs: AssemblyInputs,
  problem: Problem,
): Relaxed | undefined {
  const exempt = new Map<number, Set<number>>();
  let now: Relaxed = { relaxations: [], inputs, problem };
  for (let round = 0; round < mostRounds && now.problem.unplaceable.length > 0; round++) {
    const before = sizeOf(exempt);
    for (const stranded of now.problem.unplaceable) {
      for (const { row } of givenUp(now.problem, claimsFor(now.problem, stranded))) {
        const rule = now.problem.placements.find((one) => one.row === row)?.rule ?? 'locked';
        const named = exempt.get(row) ?? new Set();
        exempt.set(row, named.add(readFor(rule, now.problem, stranded.account)));
      }
    }
    if (sizeOf(exempt) === before) return undefined;
    const relaxations = [...exempt].flatMap(([row, accounts]) => {
      const rule = problem.rules.find((one) => one.row === row);
      return rule === undefined ? [] : [exemption(problem, rule, accounts)];
    });
    const changed = relaxedInputs(inputs, relaxations);
    const assembled = assembleOrNothing(changed);
    if (assembled === undefined) return undefined;
    now = { relaxations, inputs: changed, problem: assembled };
  }
  return now.problem.unplaceable.length === 0 ? now : undefined;
}

function sizeOf(exempt: ReadonlyMap<number, ReadonlySet<number>>): number {
  return [...exempt.values()].reduce((sum, { size }) => sum + size, 0);
}

/** The claims that leave nobody beside those of rows that concern fewer accounts. */
function givenUp(problem: Problem, claims: readonly Claim[]): readonly Claim[] {
  const concerned = new Map(claims.map(({ row }) => [row, concernedBy(problem, row)]));
  const particular = [...claims].sort(
    (a, b) => (concerned.get(a.row) ?? 0) - (concerned.get(b.row) ?? 0) || a.row - b.row,
  );
  let left: readonly number[] = [...problem.takes.keys()].filter((rep) => problem.takes[rep] === 1);
  return particular.filter(({ reps }) => {
    const both = left.filter((rep) => reps.includes(rep));
    if (both.length === 0) return true;
    left = both;
    return false;
  });
}

function concernedBy(problem: Problem, row: number): number {
  const measure = problem.placements.find((one) => one.row === row);
  return measure?.setOf.reduce((sum, set) => (set >= 0 ? sum + 1 : sum), 0) ?? 0;
}

/** The row with some accounts exempt from it, or as a should where these are half of its accounts. */
export function exemption(problem: Problem, rule: Rule, accounts: ReadonlySet<number>): Relaxation {
  const { row, text } = rule;
  const concerned = concernedBy(problem, row);
  const named =
    accounts.size > mostExempt * concerned
      ? undefined
      : accounts.size <= mostNamed
        ? condition(
            'account_id',
            [...accounts].map((account) => problem.accountIds[account]),
          )
        : byValue(problem, rule, accounts);
  const cell = { file: 'rules.csv', row } as const;
  if (named === undefined) {
    return demotion(rule);
  }
  const filter = text.accounts.trim().replace(/;$/, '');
  const to = filter === '' ? named : `${filter}; ${named}`;
  return { ...cell, column: 'accounts', from: text.accounts, to };
}

/** The row as one that need not hold. */
export function demotion({ row, text }: Rule): Relaxation {
  return { file: 'rules.csv', row, column: 'level', from: text.level, to: 'should' };
}

/** Where a row matches a column, the values in it that only accounts to be exempt have. */
function byValue(
  problem: Problem,
  { kind, metric, row }: Rule,
  accounts: ReadonlySet<number>,
): string | undefined {
  if (!definitions[kind].compares || metric === '') return undefined;
  const column = problem.accounts.columns.get(metric.split('=')[0].trim().toLowerCase());
  const measure = problem.placements.find((one) => one.row === row);
  if (column?.kind !== 'text' || measure === undefined) return undefined;
  const cellOf = (account: number): string => cellText(column, account).trim();
  const values = new Set([...accounts].map(cellOf));
  if (values.size > mostNamed) return undefined;
  for (let account = 0; account < measure.setOf.length; account++) {
    const isConcerned = measure.setOf[account] >= 0 && problem.familyHead[account] === account;
    if (isConcerned && !accounts.has(account) && values.has(cellOf(account))) return undefined;
  }
  return condition(column.name, [...values]);
}

function condition(column: string, values: readonly string[]): string {
  return `${column} != ${[...values].sort().map(quoteValue).join('|')}`;
}
