import type { Against } from '../../src/measures/against.js';
import type { NeededBound } from '../../src/measures/bounds.js';
import type { ConflictFact, Contradiction } from '../../src/measures/facts.js';
import type { Judgement } from '../../src/measures/family.js';
import { measureOfRow } from '../../src/measures/index.js';
import { groupLoads } from '../../src/measures/loads.js';
import type { Tracking } from '../../src/measures/tracked.js';
import type { Problem } from '../../src/model/problem.js';
import type { IdleQuestion } from '../../src/rules/definition.js';
import { smallPlan } from '../reports/small-plan.js';

/** Six accounts with 165 of potential, and three reps of the same capacity, so that 55 is each one's target. */
export const accounts = `account_id,owner,potential,segment,region,parent_id,rival,state
A1,ann,10,Ent,East,,Cola,CA
A2,ann,20,Ent,East,A1,Cola,NV
A3,ann,30,SMB,West,,Cola,NY
A4,bo,40,SMB,West,,,NJ
A5,bo,60,Ent,West,A4,Pop,FL
A6,,5,SMB,North,,Pop,
`;

export const reps = `rep_id,rep_name,region,max_accounts
ann,Ann,East,
bo,Bo,West,
cy,Cy,West,
`;

export const header =
  'rule,name,accounts,reps,metric,top,by,min,max,weight,value,level,note,private\n';

export type Row = Readonly<
  Partial<
    Record<'accounts' | 'reps' | 'metric' | 'by' | 'min' | 'max' | 'weight' | 'level', string>
  >
> & { readonly rule: string };

/** The rows as rules.csv; the first is row 2. */
export function rulesOf(...rows: readonly Row[]): string {
  const cell = (text: string | undefined): string =>
    text === undefined ? '' : /[,;"]/.test(text) ? `"${text}"` : text;
  return `${header}${rows
    .map((row) =>
      [
        row.rule,
        '',
        row.accounts,
        row.reps,
        row.metric,
        '',
        row.by,
        row.min,
        row.max,
        row.weight,
        '',
        row.level,
        '',
        '',
      ]
        .map(cell)
        .join(','),
    )
    .join('\n')}\n`;
}

export interface Team {
  readonly problem: Problem;
  /** Who has A1 to A6, a letter each: `a`, `b`, `c`, or `-` for nobody. */
  readonly held: (letters: string) => Int32Array;
  readonly facts: (row?: number) => readonly ConflictFact[];
  readonly contradictions: (row?: number) => readonly Contradiction[];
  readonly judged: (letters: string, row?: number) => Judgement | undefined;
  readonly term: (letters: string, row?: number) => number | undefined;
  readonly needed: (letters: string, row?: number) => readonly NeededBound[];
  /** What the row has against an account (by its number in the id) going to a rep. */
  readonly against: (
    letters: string,
    account: number,
    to: string,
    row?: number,
  ) => Against | undefined;
}

/** The team under some rules; what is asked of a row is asked of row 2, the first, unless it is named. */
export function teamOf(
  rows: readonly Row[],
  files: { readonly accounts?: string; readonly reps?: string } = {},
): Team {
  const problem = bordered(
    smallPlan({ accounts, reps, ...files, rules: rulesOf(...rows), plan: {} }).problem,
  );
  const held = (letters: string): Int32Array =>
    Int32Array.from(letters, (letter) => problem.repIds.findIndex((id) => id.startsWith(letter)));
  const tracking = (letters: string): Tracking => {
    const assignment = held(letters);
    return {
      problem,
      assignment,
      loads: (amounts, groups) => groupLoads(amounts, groups, assignment),
    };
  };
  return {
    problem,
    held,
    facts: (row = 2) =>
      measureOfRow(problem, row, (family, one) => family.facts(one, problem)) ?? [],
    contradictions: (row = 2) =>
      measureOfRow(problem, row, (family, one) => family.contradictions(one, problem)) ?? [],
    judged: (letters, row = 2) =>
      measureOfRow(problem, row, (family, one) => family.judge(one, problem, held(letters))),
    term: (letters, row = 2) =>
      measureOfRow(problem, row, (family, one) => family.term(one, problem, held(letters))),
    needed: (letters, row = 2) =>
      measureOfRow(
        problem,
        row,
        (family, one) => family.bounds?.broken(one, problem, held(letters)) ?? [],
      ) ?? [],
    against: (letters, account, to, row = 2) => {
      const on = tracking(letters);
      const at = account - 1;
      const step = {
        account: at,
        from: on.assignment[at],
        to: problem.repIds.findIndex((id) => id.startsWith(to)),
      };
      return measureOfRow(problem, row, (family, one) => family.against(one, on)(step));
    },
  };
}

/** Why the row of a team changes nothing, where it does not. */
export function idle({ problem }: Team, row = 2) {
  const rule = problem.rules.find((one) => one.row === row);
  if (rule === undefined) throw new Error(`no row ${row}`);
  const notAsked = (): never => {
    throw new Error('not asked of a row that bounds amounts');
  };
  const question: IdleQuestion = {
    rule,
    problem,
    passing: notAsked,
    suitable: notAsked,
    isGiven: notAsked,
  };
  return measureOfRow(problem, row, (family, one) => family.idle(one, question));
}

/** The borders of the states of the accounts. */
const borders: Readonly<Record<string, string>> = { CA: 'NV', NV: 'CA', NY: 'NJ', NJ: 'NY' };

function bordered(problem: Problem): Problem {
  const areas = problem.areas.map((measure) => ({
    ...measure,
    neighbours: measure.areas.map((name) =>
      Int32Array.from([measure.areas.indexOf(borders[name])].filter((at) => at >= 0)),
    ),
  }));
  return { ...problem, areas };
}
