import type { ConflictFact } from '../measures/facts.js';
import { eachMeasure } from '../measures/index.js';
import { overCapped } from '../measures/limit.js';
import { readFor } from '../measures/placement.js';
import type { PlacementMeasure, Problem } from '../model/problem.js';
import type { Rule } from '../model/rule.js';

export type { ConflictFact } from '../measures/facts.js';

/** Something that must hold and can be taken away: a must row, all locked accounts, one rep's max_accounts. */
export type MustRow =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'locked' }
  | {
      readonly kind: 'max_accounts';
      readonly rep: number;
      readonly row: number;
      readonly most: number;
    };

/** The accounts and reps that a conflict is about, where a proof tells; the first are concerned most. */
export interface ConflictRoot {
  readonly accounts: readonly number[];
  readonly reps: readonly number[];
}

/** Must rows that do not go together. */
export interface Conflict {
  /** In the order of the files. */
  readonly rows: readonly MustRow[];
  /** True where it is proven that no plan keeps them all; else none was found. */
  readonly proven: boolean;
  /** True where a plan was found for every choice of all rows but one. */
  readonly irreducible: boolean;
  /** What can be counted out: too much for too few. */
  readonly facts: readonly ConflictFact[];
  readonly root: ConflictRoot;
}

/** To whom a row leaves an account. */
export interface Claim {
  readonly row: number;
  /** Live reps. */
  readonly reps: readonly number[];
}

type Stranded = Problem['unplaceable'][number];

/** Beyond this many accounts that nobody may take, others tell the same. */
const mostLookedAt = 500;

/** To whom each of the rows leaves an account; a family is read by its head. */
export function claimsFor(problem: Problem, { account, rows }: Stranded): readonly Claim[] {
  return rows.map((row) => {
    const measure = problem.placements.find((one) => one.row === row);
    const mask = measure && maskFor(problem, measure, account);
    const suits = (rep: number): boolean => mask?.[rep] === 1 && problem.takes[rep] === 1;
    return { row, reps: [...problem.takes.keys()].filter(suits) };
  });
}

/** Undefined where nobody suits: a row that assigns to none of the live reps concerns nothing any more. */
function maskFor(problem: Problem, { setOf, sets, rule }: PlacementMeasure, account: number) {
  const set = setOf[readFor(rule, problem, account)];
  return set < 0 ? undefined : sets[set].mask;
}

/** The fewest rows that alone leave one of some accounts nobody, and that account. */
export function claimsOn(
  problem: Problem,
  unplaceable: readonly Stranded[],
): { readonly account: number; readonly rows: readonly number[] } {
  const known = new Set<string>();
  let fewest: { account: number; rows: readonly number[] } | undefined;
  for (const stranded of unplaceable.slice(0, mostLookedAt)) {
    const key = `${stranded.rows.join()} ${problem.familyHead[stranded.account]}`;
    if (known.has(key)) continue;
    known.add(key);
    const rows = fewestOf(claimsFor(problem, stranded)) ?? stranded.rows;
    if (fewest === undefined || rows.length < fewest.rows.length) {
      fewest = { account: stranded.account, rows };
    }
    if (rows.length === 1) break;
  }
  return fewest ?? { account: -1, rows: [] };
}

/** As few of the claims as have no rep in common. */
function fewestOf(claims: readonly Claim[]): readonly number[] | undefined {
  const meet = (some: readonly Claim[]): boolean =>
    some[0].reps.some((rep) => some.every(({ reps }) => reps.includes(rep)));
  for (const claim of claims) if (claim.reps.length === 0) return [claim.row];
  for (const [at, first] of claims.entries()) {
    const other = claims.slice(at + 1).find((one) => !meet([first, one]));
    if (other !== undefined) return [first.row, other.row];
  }
  if (claims.length === 0 || meet(claims)) return undefined;
  let left = claims;
  for (const claim of claims) {
    const rest = left.filter((one) => one !== claim);
    if (!meet(rest)) left = rest;
  }
  return left.map(({ row }) => row);
}

/** What is impossible by mere counting in a problem, by its must rows. */
export function factsOf(problem: Problem): readonly ConflictFact[] {
  const facts: ConflictFact[] = [];
  if (problem.unplaceable.length > 0) {
    facts.push({
      kind: 'nobody may take',
      accounts: problem.unplaceable.map(({ account }) => account),
      rows: [...new Set(problem.unplaceable.flatMap(({ rows }) => rows))].sort((a, b) => a - b),
      claims: claimsFor(problem, problem.unplaceable[0]),
    });
  }
  facts.push(...overCapped(problem));
  const counted = eachMeasure(problem, ({ factsPlace, facts: of }, measure) => ({
    place: factsPlace,
    facts: measure.level === 'must' ? of(measure, problem) : [],
  }));
  const inPlace = [...counted].sort((a, b) => a.place - b.place);
  return [...facts, ...inPlace.flatMap((one) => one.facts)];
}
