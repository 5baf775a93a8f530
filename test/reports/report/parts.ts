import { planSummaryOf } from '../../../src/evaluation/story/story.js';
import type { ReportParts } from '../../../src/reports/report/parts.js';
import { type SmallFiles, smallPlan } from '../small-plan.js';

const sha256 = 'c0ffee'.repeat(11).slice(0, 64);

/** A report of a plan made by hand. */
export function reportParts(files: SmallFiles, given: Partial<ReportParts> = {}): ReportParts {
  const { problem, evaluation } = smallPlan(files);
  const status = evaluation.feasible ? 'feasible' : 'infeasible';
  const proven = evaluation.feasible ? { bound: 0.44, gap: 0.00423 } : undefined;
  return {
    plan: { status, evaluation, proven },
    problem,
    drafted: [],
    planSummary: planSummaryOf({ problem, evaluation, status, proven }),
    made: {
      carve: '0.1.0',
      inputs: {
        accounts: { path: '../crm/accounts.csv', sha256, rows: problem.accountCount },
        reps: { path: '../crm/reps.csv', sha256, rows: problem.repCount },
      },
      options: {
        as_of: '2024-10-04',
        seed: 1,
        effort: 'normal',
        bare: false,
        drafted: false,
        weights: {},
        share_by: 'capacity',
        potential_cap: 'p95',
        map: [],
        max_moves: null,
        time_limit_s: null,
      },
      assumptions: ['workload is 1 for every account: no workload column'],
      warnings: ['1 kept account sits outside row 2 (match)'],
    },
    notes: [],
    masked: false,
    ...given,
  };
}

/** A team and its accounts, as many as are asked for, with names of some length. */
export function manyAccounts(
  accounts: number,
  reps: number,
  name = (at: number) => `Company ${at}`,
) {
  const ids = Array.from({ length: accounts }, (_, at) => `a${at}`);
  const lines = ids.map(
    (id, at) => `${id},"${name(at)}",r${at % reps},${1000 + ((at * 7919) % 9000)},${at % 500}`,
  );
  const team = Array.from({ length: reps }, (_, at) => `r${at},Rep Name ${at},Manager ${at % 9}`);
  return {
    accounts: `account_id,account_name,owner,potential,arr\n${lines.join('\n')}\n`,
    reps: `rep_id,rep_name,manager\n${team.join('\n')}\n`,
    plan: Object.fromEntries(ids.map((id, at) => [id, `r${(at * 31) % reps}`])),
  };
}
