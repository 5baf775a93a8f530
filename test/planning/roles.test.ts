/** Roles beside the main assignment, on tiny problems of which every plan can be looked at. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/model/input-problem.js';
import { AccountState } from '../../src/model/problem.js';
import { Random } from '../../src/model/random.js';
import { dayNumber } from '../../src/model/units.js';
import { certificateText } from '../../src/planning/certificate.js';
import { type ReadProblem, readProblem } from '../../src/planning/inputs.js';
import { makePlan, type Plan } from '../../src/planning/plan.js';
import { withRolePlans } from '../../src/planning/role-plans.js';
import { assignmentsTable } from '../../src/reports/plan-tables.js';
import { certificateSchema } from '../../src/verification/proof/certificate.js';
import { proveAgain } from '../../src/verification/proof/prove-again.js';
import { bruteForce } from '../oracle/brute.js';
import { evaluate } from '../oracle/judge.js';
import type { Problem } from '../oracle/model.js';
import { buildProblem, type ProblemInput } from '../oracle/problem.js';
import { readRules, readTable } from '../oracle/read.js';
import { roleInput } from '../oracle/roles.js';

interface Files {
  readonly accounts: string;
  readonly reps: string;
  readonly rules: string;
}

const problems = 60;

describe('on tiny problems', () => {
  it.each(Array.from({ length: problems / 10 }, (_, ten) => ten))(
    'every role is as good as it can be, with a proof of its own (%i0s)',
    async (ten) => {
      for (let seed = 10 * ten; seed < 10 * ten + 10; seed++) await agreesWithOracle(seed);
    },
  );

  it('they have roles, pods, holders who stay and holders who cannot be found', () => {
    expect(covered.optimal).toBeGreaterThan(problems);
    expect(covered.infeasible).toBeGreaterThan(3);
    expect(covered.withPods).toBeGreaterThan(problems / 3);
    expect(covered.outsidePod).toBeGreaterThan(5);
    expect(covered.kept).toBeGreaterThan(problems);
  });
});

const covered = { optimal: 0, infeasible: 0, withPods: 0, outsidePod: 0, kept: 0 };

async function agreesWithOracle(seed: number): Promise<void> {
  const files = randomFiles(seed);
  const plan = await planOf(files);
  const input: ProblemInput = {
    accounts: readTable(files.accounts),
    reps: readTable(files.reps),
    rules: readRules(readTable(files.rules)),
    options: { asOf: '2026-01-15' },
  };
  const main = buildProblem(input);
  expectBest(plan, main);
  const roleReps = new Set(main.reps.filter(({ excluded }) => excluded).map(({ id }) => id));
  for (const id of idsOf(plan)) expect(roleReps.has(id), `seed ${seed}`).toBe(false);
  const { roles = [] } = plan;
  const named = new Set(input.rules.filter(({ rule }) => rule === 'role').map((one) => one.value));
  expect(roles.map(({ role }) => role.name)).toEqual([...named]);
  const certificate = certificateSchema.parse(JSON.parse(certificateText(plan)));
  const hasPods = input.reps.columns.includes('pod');
  if (hasPods) covered.withPods++;
  for (const { role, problem, plan: own } of roles) {
    const oracle = buildProblem(roleInput(input, main, holdersOf(plan), role.name));
    // Exactly the accounts that its rows name have somebody.
    const has = oracle.accounts.map(({ id }) => id).sort();
    const planned = problem.accountIds.filter((_, i) => problem.state[i] === AccountState.planned);
    expect([...planned].sort(), `seed ${seed} ${role.name}`).toEqual(has);
    expectBest(own, oracle, `seed ${seed} ${role.name}`);
    for (const id of idsOf(own)) expect(roleReps.has(id)).toBe(true);
    if (hasPods) expectPods(plan, own, oracle);
    const proof = certificate.roles?.[role.name];
    if (own.proven === undefined || proof === undefined) continue;
    const { disagreements } = proveAgain(problem, proof, {
      bound: own.proven.bound,
      infeasible: false,
      floors: own.unavoidable,
    });
    expect(disagreements).toEqual([]);
    for (const change of own.evaluation.change) if (change === 'kept') covered.kept++;
  }
}

/** The objective is the least there is, as the oracle reads it, and the bound is not above. */
function expectBest(plan: Plan, oracle: Problem, where = ''): void {
  const best = bruteForce(oracle);
  if (best.status !== 'best') {
    expect(plan.status, where).toBe('infeasible');
    covered.infeasible++;
    return;
  }
  const judged = evaluate(oracle, holdersOf(plan));
  expect(judged.feasible, where).toBe(true);
  expect(judged.objective, where).toBeCloseTo(plan.evaluation.objective, 9);
  expect(plan.evaluation.objective, where).toBeCloseTo(best.objective, 9);
  expect(plan.proven?.bound ?? 0, where).toBeLessThanOrEqual(best.objective + 1e-9);
  expect(plan.status, where).toBe('optimal');
  covered.optimal++;
}

/** A holder is of the pod of the account's rep wherever that pod has one. */
function expectPods(main: Plan, own: Plan, oracle: Problem): void {
  const podOf = new Map(oracle.reps.map(({ id, cells }) => [id, cells.pod ?? '']));
  const { problem } = main;
  const pods = problem.reps.columns.get('pod');
  const repPod = (rep: number): string =>
    pods?.kind === 'text' && rep >= 0 ? pods.words[pods.codes[rep]] : '';
  for (const [id, holder] of holdersOf(own)) {
    const pod = repPod(main.evaluation.assignment[problem.accountIds.indexOf(id)]);
    if (own.status === 'infeasible') continue;
    const eligible = oracle.accounts.find((account) => account.id === id)?.eligible ?? [];
    if (pod !== '' && eligible.every((rep) => podOf.get(rep.id) === pod)) {
      expect(podOf.get(holder)).toBe(pod);
    } else covered.outsidePod++;
  }
}

/** rep_id by account_id, of planned accounts that have somebody. */
function holdersOf({ problem, evaluation }: Plan): Map<string, string> {
  const held = problem.accountIds.flatMap((id, account): [string, string][] => {
    const rep = evaluation.assignment[account];
    return problem.state[account] === AccountState.planned && rep >= 0
      ? [[id, problem.repIds[rep]]]
      : [];
  });
  return new Map(held);
}

function idsOf(plan: Plan): string[] {
  return [...holdersOf(plan).values()];
}

function randomFiles(seed: number): Files {
  const random = new Random(seed);
  const one = <T>(items: readonly T[]): T => items[random.below(items.length)];
  const accounts = ['account_id,owner,sdr,csm,potential,workload,segment,type,disruption'];
  const size = 4 + random.below(3);
  for (let i = 1; i <= size; i++) {
    accounts.push(
      [
        `a${i}`,
        one(['r1', 'r2', 'r2', 's1', 'gone', '']),
        one(['s1', 's2', 's2', 'r1', 'gone', '']),
        one(['c1', 'c1', 'c2', '']),
        i === 1 ? 10 : one([5, 10, 20]),
        one([1, 2, 3]),
        i === 2 ? 'Mid' : one(['Mid', 'Ent']),
        i === 1 ? 'Customer' : one(['Customer', 'Prospect', '']),
        one([0.5, 1, 1.7]),
      ].join(),
    );
  }
  const pods = random.below(3) > 0;
  const podOf = (): string => (pods ? one(['North', 'South', 'South', '']) : '');
  const reps = ['rep_id,role,team,status,capacity,pod'];
  for (const [id, role] of [
    ...['r1', 'r2'].map((rep) => [rep, 'AE']),
    ...['s1', 's2', 's3'].map((rep) => [rep, 'SDR']),
    ...['c1', 'c2'].map((rep) => [rep, 'Success']),
  ]) {
    const status = role === 'SDR' && id !== 's1' ? one(['', '', '', 'on_leave', 'left']) : '';
    reps.push([id, role, one(['x', 'y']), status, one(['', 1, 2]), podOf()].join());
  }
  const several = random.below(3) === 0;
  const rules = [
    'rule,accounts,reps,metric,max,weight,value,level',
    ...(several
      ? ['role,segment = Mid,rep_id = s1|s2,,,,SDR,', 'role,type = Customer,role = SDR,,,,SDR,']
      : [`role,${one(['', 'segment = Mid', 'potential >= 10'])},role = SDR,,,,SDR,`]),
    'role,type = Customer|Prospect,role = Success,,,,CSM,',
    ...[
      'keep,potential >= 20,role = SDR,,,,,',
      'match,segment = Mid,role = sdr; team = x,,,,,should',
      'match,segment = Ent,role = SDR; rep_id != s2,,,,,must',
      'avoid,type = Prospect,Role = SDR; rep_id = s1,,,2,,should',
      'limit,,role = SDR,accounts,3,,,must',
      'limit,segment = Mid,role = CSM,,1,,,must',
      'balance,,role = CSM,potential,,3,,',
      'balance,type = Customer,role = CSM,accounts,,,,',
      'budget,,role = SDR,,1,,,should',
      'together,,role = CSM,segment,,,,must',
      'prefer,segment = Ent,role = CSM; rep_id = c2,,,2,,',
      'limit,,,accounts,5,,,must',
      'keep,potential >= 20,,,,,,should',
      'match,segment = Mid,role = AE; team = x,,,,,should',
    ].filter(() => random.below(4) === 0),
  ];
  const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
  return { accounts: text(accounts), reps: text(reps), rules: text(rules) };
}

function readOf({ accounts, reps, rules }: Files): ReadProblem {
  const named = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  return readProblem({
    accounts: named('accounts.csv', accounts),
    reps: named('reps.csv', reps),
    rules: named('rules.csv', rules),
    distances: undefined,
    bare: false,
    map: [],
    assembly: {
      asOf: dayNumber(Date.parse('2026-01-15') / 86_400_000),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  });
}

async function planOf(files: Files): Promise<Plan> {
  const { problem, assembled } = readOf(files);
  const options = {
    seed: 1,
    effort: 'normal',
    threads: 1,
    timeLimit: undefined,
    now: () => 0,
  } as const;
  const plan = await makePlan(problem, options);
  return withRolePlans(plan, assembled, (role) => makePlan(role.problem, options));
}

const accounts =
  'account_id,owner,sdr,segment\na1,r1,s1,Mid\na2,r1,s9,Mid\na3,r2,,Ent\na4,r2,Sam,Ent\n';
const reps = 'rep_id,rep_name,role\nr1,Ann,AE\nr2,Bo,AE\ns1,Sam,SDR\n';
const header = 'rule,accounts,reps,metric,max,weight,value,level\n';
const role = 'role,segment = Mid,role = SDR,,,,SDR,\n';

function faultsOf(files: Partial<Files>): string[] {
  try {
    readOf({ accounts, reps, rules: header + role, ...files });
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ file, row, column, what, value }) =>
      [file, row, column, what, value].join(' '),
    );
  }
}

describe('what is wrong with a role is said before anything is planned', () => {
  it.each([
    [
      'nobody passes',
      { rules: `${header}role,,role = BDR,,,,SDR,\n` },
      ['leaves nobody to be SDR'],
    ],
    [
      'all who pass are excluded by title',
      { rules: `${header}${role}exclude,,role = SDR,,,,,\n` },
      ['rules.csv 2 reps leaves nobody to be SDR role = SDR'],
    ],
    [
      'no account passes',
      { rules: `${header}role,segment = Mud,role = SDR,,,,SDR,\n` },
      ['rules.csv 2 accounts is passed by no planned account, so that nobody would be SDR'],
    ],
    ['no value', { rules: `${header}role,,role = SDR,,,,,\n` }, ['value is missing']],
    ['no reps', { rules: `${header}role,,,,,,SDR,\n` }, ['reps is missing']],
    [
      'a column that every plan has',
      { rules: `${header}role,,role = SDR,,,,Rep,\n` },
      ['is the name of a column that every plan has'],
    ],
    [
      'a name that makes a column of another role',
      { rules: `${header}role,,role = SDR,,,,SDR previous,\n` },
      ['is the name of a column that every plan has'],
    ],
    [
      'an unknown column',
      { rules: `${header}role,size > 3,role = SDR,,,,SDR,\n` },
      ['rules.csv 2 accounts names an unknown column size'],
    ],
    [
      'several roles in one row',
      {
        rules: `${header}${role}role,,rep_id = r2,,,,CSM,\nlimit,,role = SDR|CSM,,3,,,\n`,
      },
      ['rules.csv 4 reps names several roles role = SDR|CSM'],
    ],
    [
      'a keep row that names more than the role',
      { rules: `${header}${role}keep,,role = SDR; rep_id = s1,,,,,\n` },
      ['reps is not used by a keep row'],
    ],
    [
      'a holder who could be several',
      { reps: `${reps}s2,Sam,SDR\n` },
      ['accounts.csv 5 sdr could be any of 2 reps (s1, s2) Sam'],
    ],
    [
      'everybody has the role',
      { rules: `${header}role,,role != BDR,,,,SDR,\n` },
      ['no rep can hold accounts'],
    ],
  ])('%s', (_, files, said) => {
    const found = faultsOf(files);
    for (const one of said) expect(found.join('\n')).toContain(one);
    expect(found.length).toBeGreaterThan(0);
  });
});

it('tells the columns of a role beside those of the main assignment', async () => {
  const plan = await planOf({ accounts, reps, rules: header + role });
  const { columns, rows } = assignmentsTable(plan.problem, plan.evaluation);
  const [first] = ['sdr_id', 'sdr_previous_id', 'sdr_change', 'sdr_reason'].map((name) =>
    columns.indexOf(name),
  );
  expect([...rows()].map((cells) => cells.slice(first, first + 3))).toEqual([
    ['s1', 's1', 'kept'],
    ['s1', 's9', 'orphaned'],
    ['', '', ''],
    ['', 's1', ''],
  ]);
});

it('a row that says role = VALUE is the main assignment’s where no row gives that role', async () => {
  const rules = `${header}${role}avoid,account_id = a1,role = AE; rep_id = r1,,,,,\n`;
  const plan = await planOf({ accounts, reps, rules });
  expect(plan.problem.rules.map(({ row }) => row)).toEqual([2, 3]);
  expect(holdersOf(plan).get('a1')).toBe('r2');
});
