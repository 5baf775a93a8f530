/** Reads a plan folder and lists every published figure that does not follow from its inputs. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Figures, Judgement, State } from './judge.js';
import { judge } from './judge.js';
import type { Options, Problem } from './model.js';
import { buildProblem } from './problem.js';
import type { Line, Rule, Table } from './read.js';
import { fold, readOwnTable, readRules, readTable } from './read.js';

interface PlanInput {
  path: string;
  sha256: string;
  rows: number;
}

export interface PublishedPlan {
  status: string;
  inputs: {
    accounts: PlanInput;
    reps: PlanInput;
    rules?: PlanInput | null;
    distances?: PlanInput | null;
    opportunities?: PlanInput | null;
    activities?: PlanInput | null;
    relationships?: PlanInput | null;
  };
  options: {
    as_of: string;
    weights?: Record<string, number> | null;
    share_by?: string | null;
    potential_cap?: string | null;
  };
  objective: {
    value: number | null;
    bound?: number | null;
    gap?: number | null;
    terms: { name: string; value: number; weight: number }[];
  };
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  rules: { row: number | string; rule: string; level: string; status: string; detail?: string }[];
  warnings: string[];
}

/** Everything read back from a plan folder, ready to judge. */
export interface PlanFolder {
  plan: PublishedPlan;
  problem: Problem;
  assignment: Map<string, string>;
  assignments: Table;
  /** null where a file is not there */
  territories: Table | null;
  teams: Table | null;
  moves: Table | null;
}

export function readPlanFolder(planDir: string): PlanFolder {
  const text = (name: string) => readFileSync(join(planDir, name), 'utf8');
  const own = (name: string) => (existsSync(join(planDir, name)) ? readOwnTable(text(name)) : null);
  const plan = JSON.parse(text('plan.json')) as PublishedPlan;
  const input = (of: PlanInput) => readTable(readFileSync(resolve(planDir, of.path), 'utf8'));
  const rules: Rule[] = readRules(readOwnTable(text('rules-used.csv')));
  const { as_of: asOf, weights, share_by: shareBy, potential_cap: potentialCap } = plan.options;
  const options: Options = {
    asOf,
    weights: weights ?? undefined,
    shareBy: shareBy === 'capacity' ? undefined : (shareBy ?? undefined),
    potentialCap: potentialCap ?? undefined,
  };
  const { distances, opportunities, activities, relationships } = plan.inputs;
  const relaxed = own('relaxations.csv')?.lines.map(({ cells }) => cells) ?? [];
  // The rules as used have their changes in them.
  const changed = (file: string, of: PlanInput) => {
    const table = input(of);
    for (const { row, cells } of table.lines) {
      for (const one of relaxed) {
        if (one.file === file && Number(one.row) === row) cells[one.column] = one.to;
      }
    }
    return table;
  };
  const problem = buildProblem({
    accounts: changed('accounts.csv', plan.inputs.accounts),
    reps: changed('reps.csv', plan.inputs.reps),
    rules,
    options,
    distances: distances ? input(distances) : undefined,
    opportunities: opportunities ? input(opportunities) : undefined,
    activities: activities ? input(activities) : undefined,
    relationships: relationships ? input(relationships) : undefined,
  });
  const assignments = readOwnTable(text('assignments.csv'));
  const assignment = new Map(
    assignments.lines.map(({ cells }) => [cells.account_id, cells.rep_id]),
  );
  return {
    plan,
    problem,
    assignment,
    assignments,
    territories: own('territories.csv'),
    teams: own('teams.csv'),
    moves: own('moves.csv'),
  };
}

const TOLERANCE = 1e-6;

export function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Collects disagreements. */
class Findings {
  readonly list: string[] = [];

  say(name: string, published: unknown, recomputed: unknown): void {
    this.list.push(`${name}: published ${String(published)}, recomputed ${String(recomputed)}`);
  }

  same(name: string, published: unknown, recomputed: unknown): void {
    if (published !== recomputed) this.say(name, published, recomputed);
  }

  number(name: string, published: unknown, recomputed: number | undefined): void {
    if (published === undefined || published === null || published === '') {
      if (recomputed !== undefined) this.say(name, 'nothing', recomputed);
      return;
    }
    const value = Number(published);
    if (recomputed === undefined || !near(value, recomputed)) this.say(name, published, recomputed);
  }
}

export function compareFolder(planDir: string): string[] {
  const folder = readPlanFolder(planDir);
  const { plan, problem, assignment } = folder;
  const judgement = judge(problem, assignment);
  const findings = new Findings();
  compareInputs(findings, planDir, plan);
  compareObjective(findings, plan, judgement);
  compareState(findings, 'before', plan.before, judgement.before);
  compareState(findings, 'after', plan.after, judgement.after);
  compareHands(findings, plan.after.changing_hands, judgement.changingHands);
  compareOutcomes(findings, plan, judgement);
  compareAssignments(findings, folder, judgement);
  compareTerritories(findings, folder, judgement);
  compareTeams(findings, folder, judgement);
  if (folder.moves !== null) {
    const ids = folder.moves.lines.map(({ cells }) => cells.account_id);
    // Their order is open.
    findings.same(
      'moves.csv: accounts',
      ids.sort().join(' '),
      [...judgement.moves].sort().join(' '),
    );
  }
  return findings.list;
}

function compareInputs(findings: Findings, planDir: string, plan: PublishedPlan): void {
  for (const [name, input] of Object.entries(plan.inputs)) {
    if (!input) continue;
    const bytes = readFileSync(resolve(planDir, input.path));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    findings.same(`inputs.${name}.sha256`, input.sha256, sha256);
    // Comment rows of rules.csv may or may not count.
    if (name === 'rules') continue;
    findings.same(
      `inputs.${name}.rows`,
      input.rows,
      readTable(bytes.toString('utf8')).lines.length,
    );
  }
}

function compareObjective(findings: Findings, plan: PublishedPlan, judgement: Judgement): void {
  const { objective, status } = plan;
  findings.number('objective.value', objective.value, judgement.objective);
  const names = new Set([...objective.terms, ...judgement.terms].map((term) => term.name));
  for (const name of names) {
    const published = objective.terms.find((term) => term.name === name);
    const recomputed = judgement.terms.find((term) => term.name === name);
    // A term of weight 0 may be listed or not.
    if (published === undefined && recomputed?.weight === 0) continue;
    if (recomputed === undefined && published?.weight === 0) continue;
    findings.number(`term ${name}`, published?.value, recomputed?.value);
    findings.number(`term ${name} weight`, published?.weight, recomputed?.weight);
  }
  findings.same('status is infeasible', status === 'infeasible', !judgement.feasible);
  const { bound, gap } = objective;
  if (status === 'infeasible') {
    if (typeof bound === 'number') findings.say('objective.bound', bound, 'none (infeasible)');
    if (typeof gap === 'number') findings.say('objective.gap', gap, 'none (infeasible)');
    return;
  }
  // A rebalance claims nothing of its objective, and must say so.
  if ('least_change' in plan) {
    if (bound !== null || gap !== null) findings.say('objective.bound', `${bound}`, 'null');
    return;
  }
  if (typeof bound !== 'number' || typeof gap !== 'number') {
    findings.say('objective.bound and gap', `${bound}, ${gap}`, 'two numbers');
    return;
  }
  const value = judgement.objective ?? Number.NaN;
  findings.number('objective.gap', gap, (value - bound) / Math.max(value, 1e-9));
  findings.same('status', status, gap <= 1e-6 ? 'optimal' : 'feasible');
  if (bound > value + TOLERANCE) findings.say('objective.bound', bound, `at most ${value}`);
}

function compareState(
  findings: Findings,
  name: string,
  published: Record<string, unknown>,
  state: State,
): void {
  for (const [metric, spread] of Object.entries(state.metrics)) {
    const block = published[metric] as Record<string, unknown> | null | undefined;
    for (const [figure, value] of Object.entries(spread)) {
      // A metric whose balance is switched off may be absent.
      if (block === undefined || block === null) continue;
      findings.number(`${name}.${metric}.${figure}`, block[figure], value);
    }
  }
  for (const [figure, value] of Object.entries(state.figures)) {
    findings.number(`${name}.${figure}`, published[figure], value);
  }
  const block = published.relationship as Record<string, unknown> | null | undefined;
  findings.same(`${name}.relationship is there`, !!block, state.relationship !== undefined);
  for (const [figure, value] of Object.entries(state.relationship ?? {})) {
    findings.number(`${name}.relationship.${figure}`, block?.[figure], value);
  }
}

function compareHands(
  findings: Findings,
  published: unknown,
  recomputed: Judgement['changingHands'],
): void {
  const groups = published as Judgement['changingHands'] | undefined;
  for (const [group, hands] of Object.entries(recomputed)) {
    for (const [figure, value] of Object.entries(hands)) {
      const name = `after.changing_hands.${group}.${figure}`;
      const found = groups?.[group]?.[figure];
      if (value === null) findings.same(name, found, null);
      else findings.number(name, found, value);
    }
  }
}

function compareOutcomes(findings: Findings, plan: PublishedPlan, judgement: Judgement): void {
  for (const outcome of judgement.outcomes) {
    const name = `rule ${outcome.row} (${outcome.rule}, ${outcome.level})`;
    const published = plan.rules.find((rule) => String(rule.row) === outcome.row);
    if (published !== undefined) {
      findings.same(`${name} level`, published.level, outcome.level);
      findings.same(`${name} status`, published.status, outcome.status);
    } else if (outcome.status === 'broken') {
      findings.say(`${name} status`, 'nothing', 'broken');
    }
  }
  for (const published of plan.rules) {
    const known = judgement.outcomes.some((outcome) => outcome.row === String(published.row));
    if (!known && published.level === 'must' && published.status === 'broken') {
      findings.say(`rule ${published.row} (${published.rule}) status`, 'broken', 'not binding');
    }
  }
  for (const id of judgement.illegal) {
    findings.list.push(`account ${id}: no live rep, though one may take it`);
  }
}

function compareAssignments(findings: Findings, folder: PlanFolder, judgement: Judgement): void {
  const { problem, assignments } = folder;
  const ids = (lines: { cells: Line['cells'] }[]) => lines.map(({ cells }) => cells.account_id);
  findings.same(
    'assignments.csv: the order of accounts',
    ids(assignments.lines).join('\n'),
    ids(problem.accounts).join('\n'),
  );
  for (const line of judgement.lines) {
    const { account } = line;
    const cells = assignments.lines.find((one) => one.cells.account_id === account.id)?.cells;
    if (cells === undefined) continue;
    const name = (column: string) => `assignments.csv: ${account.id}: ${column}`;
    const same = (column: string, value: string) =>
      findings.same(name(column), cells[column], value);
    same('previous_rep_id', line.previous);
    same('change', line.change);
    same('account_name', account.cells.account_name ?? '');
    // An excluded account of a departed owner stays as it is, whatever is written there.
    if (!account.excluded || line.rep !== undefined) {
      same('rep_id', line.rep?.id ?? '');
      same('rep_name', line.rep?.cells.rep_name ?? '');
    }
    // Excluded accounts count nowhere: nothing to compare. Released ones keep their amounts.
    if (account.excluded) continue;
    same('tier', account.tier);
    findings.number(name('potential'), cells.potential, account.potential);
    findings.number(name('workload'), cells.workload, account.workload);
    findings.number(name('disruption'), cells.disruption, account.disruption);
    if (!problem.accountColumns.has('score')) {
      findings.number(name('score'), cells.score, account.score);
    }
    findings.number(name('distance_km'), cells.distance_km, line.distanceKm);
  }
}

function compareFigures(
  findings: Findings,
  name: string,
  columns: string[],
  cells: Line['cells'],
  figures: Figures,
): void {
  for (const column of columns) {
    if (!(column in figures)) continue;
    const value = figures[column];
    const published = cells[column];
    // Nothing to say: no target, no arr column, no median may be written as a blank.
    const blankable = value === 0 && /_target$|_deviation_pct$|^arr/.test(column);
    if (published === '' && blankable) continue;
    findings.number(`${name}: ${column}`, published, value);
  }
}

function compareTerritories(findings: Findings, folder: PlanFolder, judgement: Judgement): void {
  const { problem, territories } = folder;
  if (territories === null) {
    findings.say('territories.csv', 'no file', 'a file');
    return;
  }
  findings.same(
    'territories.csv: the order of reps',
    territories.lines.map(({ cells }) => cells.rep_id).join('\n'),
    problem.reps.map((rep) => rep.id).join('\n'),
  );
  for (const { rep, figures } of judgement.territories) {
    const cells = territories.lines.find((line) => line.cells.rep_id === rep.id)?.cells;
    if (cells === undefined) continue;
    const name = `territories.csv: ${rep.id}`;
    compareFigures(findings, name, Object.keys(cells), cells, figures);
    for (const column of ['rep_name', 'manager']) {
      findings.same(`${name}: ${column}`, cells[column], rep.cells[column] ?? '');
    }
    if (problem.repColumns.has('pool')) {
      findings.same(`${name}: pool`, cells.pool, rep.cells.pool ?? '');
    }
  }
}

function compareTeams(findings: Findings, folder: PlanFolder, judgement: Judgement): void {
  const { problem, teams } = folder;
  if (teams === null) {
    if (problem.repColumns.has('manager')) findings.say('teams.csv', 'no file', 'a file');
    return;
  }
  for (const { manager, figures } of judgement.teams) {
    const cells = teams.lines.find((line) => line.cells.manager === manager)?.cells;
    if (cells === undefined) {
      // Reps without a manager may or may not make a row.
      if (manager !== '') findings.say(`teams.csv: ${manager}`, 'no row', 'a row');
      continue;
    }
    // The median is of reps, not of teams.
    const { potential_vs_median_pct: _, ...rest } = figures;
    compareFigures(findings, `teams.csv: ${fold(manager)}`, Object.keys(cells), cells, rest);
  }
}
