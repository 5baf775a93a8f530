import { isBroken } from '../../evaluation/check/check.js';
import type { Noise } from '../../evaluation/check/noise.js';
import type {
  Breach,
  Check,
  Drift,
  Driver,
  RepBreach,
  Standing,
} from '../../evaluation/check/types.js';
import type { Problem } from '../../model/problem.js';
import { isOverride, readRow } from '../../model/rule.js';
import { recordsAsFiled } from '../../model/table.js';
import type { PlanInputs } from '../plan-json.js';
import { type ProblemOptions, problemOptionsOf, rulesOf, stateOf } from '../plan-parts.js';
import { backtestEntry } from './backtest.js';
import { breachWords, cameOut } from './breach-words.js';
import type { CheckJson } from './check-json.js';
import {
  breachesOf,
  checkId,
  checkLabel,
  checkName,
  checkNote,
  describeCheck,
  needsBaseline,
  verdict,
} from './check-words.js';
import { type CheckParts, rolePartsOf } from './places.js';

/** What the JSON of a check tells besides the check. */
export interface CheckRun {
  readonly version: string;
  readonly inputs: PlanInputs;
  readonly options: ProblemOptions;
}

const accountsListed = 100;

/** A check as an object, its keys in the order of the text. */
export function checkJson(parts: CheckParts, run: CheckRun): CheckJson {
  const { problem, result, files } = parts;
  const { policy } = result;
  const roles = rolePartsOf(parts).map(({ name, parts: own }) => [
    name,
    { passed: own.result.passed, ...foundOf(own), warnings: [...own.problem.warnings] },
  ]);
  const share = policy.maxUnowned?.share === true;
  return {
    carve: run.version,
    passed: result.passed,
    verdict: verdict(parts),
    checked: files.assignments === undefined ? 'owners' : 'assignments',
    since: result.held.since,
    inputs: {
      ...run.inputs,
      ...(files.assignments !== undefined && { assignments: files.assignments }),
      ...(files.baseline !== undefined && { baseline: files.baseline }),
    },
    options: problemOptionsOf(problem, run.options),
    thresholds: {
      max_deviation_pct: policy.maxDeviation === undefined ? null : 100 * policy.maxDeviation,
      against: policy.against,
      max_gini: policy.maxGini ?? null,
      ...(policy.books?.minCoverage !== undefined && {
        min_coverage_pct: 100 * policy.books.minCoverage,
      }),
      ...(policy.books?.minCover !== undefined && { min_cover: policy.books.minCover }),
      max_unowned: share ? null : (policy.maxUnowned?.amount ?? null),
      max_unowned_pct: share ? 100 * (policy.maxUnowned?.amount ?? 0) : null,
      noise_pct: policy.noise === undefined ? null : 100 * policy.noise.share,
      fail_under_pct: policy.noise?.failUnder === undefined ? null : 100 * policy.noise.failUnder,
      strict: policy.strict,
    },
    ...foundOf(parts),
    ...(roles.length > 0 && { roles: Object.fromEntries(roles) }),
    ...(result.noise !== undefined && { noise: noiseEntry(problem, result.noise) }),
    ...(parts.backtest !== undefined && { backtest: backtestEntry(parts, parts.backtest) }),
    ...(result.drift !== undefined && { drift: driftEntry(problem, result.drift) }),
    assumptions: [...problem.assumptions],
    warnings: [...problem.warnings],
  };
}

/** What is found of the main assignment, or of a role. */
function foundOf(
  parts: CheckParts,
): Pick<CheckJson, 'figures' | 'unowned' | 'reps' | 'rules' | 'checks' | 'findings'> {
  const { problem, result } = parts;
  const { unowned } = result;
  return {
    figures: stateOf(result.figures),
    unowned: {
      planned: unowned.planned,
      accounts: unowned.accounts.length,
      without_owner: unowned.blank,
      departed_owner: unowned.departed,
      owner_not_live: unowned.notLive,
    },
    reps: repsOf(parts),
    rules: rowsOf(parts),
    checks: result.checks.map((check) => checkEntry(parts, check)),
    findings: result.checks.flatMap((check) =>
      breachesOf(check).map(({ pool, breach }) => ({
        check: checkId(check.source),
        grade: check.grade,
        ...(pool !== undefined && { pool }),
        message: breachWords(parts, check, breach),
        ...breachFigures(problem, breach),
      })),
    ),
  };
}

function noiseEntry(problem: Problem, noise: Noise): NonNullable<CheckJson['noise']> {
  const { share, draws, seed } = noise.asked;
  const within = new Map(noise.reps.map((one) => [one.rep, one.within]));
  return {
    noise_pct: 100 * share,
    draws,
    seed,
    band_pct: 100 * noise.band,
    all_within_pct: 100 * noise.allWithin,
    worst_deviation_median_pct: 100 * noise.medianWorst,
    worst_deviation_p90_pct: 100 * noise.p90Worst,
    reps: recordsAsFiled(problem.reps).flatMap((rep) => {
      const share = within.get(rep);
      return share === undefined ? [] : [{ rep_id: problem.repIds[rep], within_pct: 100 * share }];
    }),
  };
}

/** A check's JSON as text. */
export function checkJsonText(parts: CheckParts, run: CheckRun): string {
  return `${JSON.stringify(checkJson(parts, run), undefined, 2)}\n`;
}

function repsOf({ problem, result }: CheckParts): CheckJson['reps'] {
  const { territories } = result.evaluation;
  return recordsAsFiled(problem.reps)
    .map((rep) => territories[rep])
    .filter(({ live }) => live)
    .map((one) => ({
      rep_id: one.rep_id,
      rep_name: one.rep_name,
      pool: one.pool,
      accounts: one.accounts,
      potential: one.potential,
      potential_target: one.potential_target,
      potential_deviation_pct: one.potential_deviation_pct,
      workload: one.workload,
      workload_target: one.workload_target,
      workload_deviation_pct: one.workload_deviation_pct,
      potential_vs_median_pct: one.potential_vs_median_pct,
    }));
}

/** How every row came out, rows of other files under their names; rows that are not judged say so. */
function rowsOf(parts: CheckParts): CheckJson['rules'] {
  const { result, files } = parts;
  const unjudged = new Set<unknown>(
    result.checks.flatMap(({ source, unjudged: why }) =>
      why === 'nothing-moved' && source.kind === 'rule' ? [source.row ?? source.rule] : [],
    ),
  );
  // A check sees what an evaluation of a plan need not: released accounts that somebody has, members astray.
  const broken = new Map(
    result.checks
      .filter((check) => check.source.kind === 'rule' && isBroken(check))
      .map((check) => [check.source.kind === 'rule' ? check.source.row : undefined, check]),
  );
  return rulesOf(result.evaluation).map((one) => {
    const row =
      typeof one.row === 'number'
        ? one.row
        : one.row
            .replace(/^accounts\.csv(?=:)/, () => files.accounts)
            .replace(/^reps\.csv(?=:)/, () => files.reps);
    if (!unjudged.has(one.rule === 'locked' ? one.rule : readRow(one.row))) {
      const known = readRow(one.row);
      const found = typeof known === 'number' ? broken.get(known) : undefined;
      if (found === undefined || one.status === 'broken') return { ...one, row };
      return { ...one, row, status: 'broken' as const, detail: cameOut(parts, found) };
    }
    return { ...one, row, status: 'not_judged' as const, detail: needsBaseline };
  });
}

function driftEntry(problem: Problem, { accounts, ...counts }: Drift): CheckJson['drift'] {
  return {
    ...counts,
    accounts: accounts.map((one) => ({
      account_id: one.id,
      account_name: one.name,
      change: one.change,
      from: one.from,
      to: one.to,
      ...(one.account >= 0 && { row: problem.accounts.rowNumbers[one.account] }),
      ...(one.arr !== undefined && { arr: one.arr }),
      potential: one.potential,
    })),
  };
}

function checkEntry(parts: CheckParts, check: Check): CheckJson['checks'][number] {
  const { problem } = parts;
  const { source, grade, cases } = check;
  const note = checkNote(problem, check);
  return {
    id: checkId(source),
    label: checkLabel(check),
    ...(checkName(problem, check) !== '' && { name: checkName(problem, check) }),
    ...(note !== '' && { note }),
    ...(source.kind === 'rule' &&
      source.row !== undefined &&
      !isOverride(source.row) && { row: source.row }),
    asks: describeCheck(problem, check),
    grade,
    status: check.unjudged !== undefined ? 'not_judged' : isBroken(check) ? 'broken' : 'met',
    outcome: cameOut(parts, check),
    ...(check.heldAside > 0 && { not_judged: check.heldAside }),
    pools: cases.map(({ pool, concerned, breaches }) => ({
      ...(pool !== undefined && { pool }),
      concerned,
      broken: breaches.length,
    })),
  };
}

type Figures = Omit<CheckJson['findings'][number], 'check' | 'grade' | 'pool' | 'message'>;

function breachFigures(problem: Problem, breach: Breach): Figures {
  const ids = (accounts: readonly number[]) => ({
    account_count: accounts.length,
    accounts: accounts.slice(0, accountsListed).map((account) => problem.accountIds[account]),
    rows: accounts.slice(0, accountsListed).map((account) => problem.accounts.rowNumbers[account]),
  });
  const wayOut = (mayGoTo: readonly number[], planned?: string) => ({
    may_go_to: mayGoTo.map((rep) => problem.repIds[rep]),
    ...(planned !== undefined && { plan_had: planned }),
  });
  switch (breach.kind) {
    case 'reps':
      return {
        ...repFigures(problem, breach),
        ...ids(breach.accounts),
        ...mendingFigures(problem, breach),
        ...driftFigures(breach),
      };
    case 'account':
      return {
        reps: breach.rep < 0 ? [] : [problem.repIds[breach.rep]],
        ...ids([breach.account]),
        ...wayOut(breach.mayGoTo, breach.planned),
      };
    case 'unowned':
      return {
        reps: breach.rep < 0 ? [] : [problem.repIds[breach.rep]],
        owner: breach.stale,
        ...ids([breach.account]),
        ...wayOut(breach.mayGoTo, breach.planned),
      };
    case 'family':
      return { ...ids(breach.accounts), ...wayOut(breach.mayGoTo) };
    case 'book':
      return {
        reps: [problem.repIds[breach.rep]],
        metric: breach.figure,
        value: (breach.figure === 'coverage' ? 100 : 1) * breach.value,
        bound: (breach.figure === 'coverage' ? 100 : 1) * breach.bound,
        ...(breach.cause !== undefined && { cause: breach.cause.cause }),
        ...ids(breach.accounts),
      };
    case 'whole':
      return { value: breach.value, bound: breach.bound, ...ids(breach.accounts) };
  }
}

function repFigures(problem: Problem, breach: RepBreach) {
  const scale = breach.measure === 'deviation' ? 100 : 1;
  return {
    reps: breach.reps.map((rep) => problem.repIds[rep]),
    metric: breach.metric,
    value: scale * breach.value,
    bound: scale * breach.bound,
  };
}

function driftFigures({ drift }: RepBreach) {
  if (drift === undefined) return {};
  const standing = ({ deviation, target }: Standing) => ({
    deviation_pct: 100 * deviation,
    target,
  });
  return {
    ...(drift.was !== undefined && { was: standing(drift.was) }),
    now: standing(drift.now),
  };
}

/** What would mend it, and the changes since the plan that brought it about. */
function mendingFigures(problem: Problem, { remedy, drivers }: RepBreach) {
  return {
    ...(remedy !== undefined &&
      Number.isFinite(remedy.amount) && {
        remedy: {
          what: remedy.what,
          amount: remedy.amount,
          accounts: remedy.accounts
            .slice(0, accountsListed)
            .map((account) => problem.accountIds[account]),
        },
      }),
    ...(drivers.length > 0 && { drivers: drivers.slice(0, accountsListed).map(driverEntry) }),
  };
}

function driverEntry({ id, cause, other, amount }: Driver) {
  return { account_id: id, cause, other, amount };
}
