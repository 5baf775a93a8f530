import type { Assignment } from '../model/assignment.js';
import { numberColumn, textColumn, withTexts } from '../model/columns.js';
import type { Problem, RoleGround } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { cellText, filledColumn, fold } from '../model/table.js';
import { everything } from '../rules/filter.js';
import { roleRowColumn } from '../rules/kinds/role.js';
import { listed } from '../rules/matching.js';
import { assemble } from './assemble.js';
import { zerosForNaN } from './derived-columns.js';
import type { AssemblyInputs } from './ground.js';
import type { AssemblyOptions } from './options.js';
import { roleColumn } from './roles.js';

/** The main assignment, after which those of the roles come. */
export interface MainAssignment {
  readonly assembled: AssemblyInputs;
  readonly problem: Problem;
  readonly assignment: Assignment;
}

/** The problem of a role, with what it was assembled from. */
export interface RoleProblem {
  readonly role: RoleGround;
  readonly problem: Problem;
  readonly assembled: AssemblyInputs;
}

/**
 * The problem of each role, once every account has its rep (contract 12.1).
 *
 * @throws InputError with everything that does not fit together.
 */
export function roleProblems(main: MainAssignment): readonly RoleProblem[] {
  return (main.problem.roles ?? []).map((role) => {
    const { inputs, warnings } = roleInputs(main, role);
    const problem = assemble(inputs);
    return {
      role,
      problem: { ...problem, warnings: [...warnings, ...problem.warnings] },
      assembled: inputs,
    };
  });
}

/**
 * What the problem of a role is assembled from, once every account has its rep: the same files
 * with today's holders as the owners, the accounts that have somebody in the role, the reps who may
 * be that, and the role's own rows. Amounts are those of the main assignment.
 */
function roleInputs(
  { assembled, problem, assignment }: MainAssignment,
  role: RoleGround,
): { readonly inputs: AssemblyInputs; readonly warnings: readonly string[] } {
  const pods = podsOf(problem, assignment, role);
  const { accounts, reps } = problem;
  const columns = new Map(accounts.columns);
  for (const name of ['owner', 'locked']) columns.delete(name);
  const held = roleColumn(accounts, role.name);
  if (held !== undefined) columns.set('owner', { ...held, name: 'owner' });
  const amounts = {
    potential: zerosForNaN(problem.potential),
    workload: problem.workload,
    disruption: problem.disruption,
    ...(problem.score.some((score) => !Number.isNaN(score)) && { score: problem.score }),
  };
  for (const [name, values] of Object.entries(amounts)) {
    columns.set(name, numberColumn(name, values));
  }
  if (problem.tier.some((tier) => tier !== ''))
    columns.set('tier', textColumn('tier', problem.tier));
  const rowNames = [...role.rowOf].map((at) => (at < 0 ? '' : String(role.rows[at].row)));
  columns.set(roleRowColumn, textColumn(roleRowColumn, rowNames));
  if (pods !== undefined) columns.set('pod', textColumn('pod', pods.ofAccounts));
  const part = {
    name: role.name,
    named: role.named,
    accounts: Uint8Array.from(role.rowOf, (at) => (at < 0 ? 0 : 1)),
    reps: Uint8Array.from({ length: reps.size }, (_, rep) =>
      role.holders.some((mask) => mask[rep] === 1) ? 1 : 0,
    ),
    free: pods?.without ?? new Uint8Array(problem.accountCount),
  };
  const { asOf, potentialCap, currency, relationships, maxAccounts } = assembled.options;
  const options: AssemblyOptions = {
    asOf,
    potentialCap,
    currency,
    relationships,
    ...(maxAccounts !== undefined && { maxAccounts }),
    weights: new Map(),
    shareBy: undefined,
    distances: undefined,
    role: part,
  };
  return {
    inputs: {
      accounts: { ...accounts, columns },
      reps: pods === undefined ? reps : withTexts(reps, 'pod', pods.ofReps),
      rules: [
        ...role.rows.map((row) => ownRow(row, role, pods !== undefined)),
        ...role.rules.map(asMain),
      ],
      rulesFile: assembled.rulesFile,
      options,
    },
    warnings: pods === undefined ? [] : withoutPod(role, pods.without),
  };
}

/** The row that gives the role, of the accounts that have it by this row, with their pod where there are pods. */
function ownRow(row: Rule, role: RoleGround, hasPods: boolean): Rule {
  const accounts =
    role.rows.length === 1
      ? everything
      : {
          text: row.accounts.text,
          conditions: [
            { column: roleRowColumn, operator: '=' as const, values: [String(row.row)] },
          ],
        };
  return { ...row, accounts, metric: hasPods ? 'pod' : '' };
}

/** A row of the role as a row of its problem. */
function asMain({ role: _, ...row }: Rule): Rule {
  return { ...row, text: { ...row.text, reps: row.reps.text } };
}

interface Pods {
  /** By account, the pods that its holder may be of. */
  readonly ofAccounts: readonly string[];
  /** By rep. */
  readonly ofReps: readonly string[];
  /** 1 for accounts whose rep is of no pod that has somebody for the role: anyone will do. */
  readonly without: Uint8Array;
}

/** What a rep without a pod is of, where accounts have to say that anyone will do. */
const noPod = '(none)';

/** The pod of each account's rep, where it has somebody for the role; undefined without a column of pods. */
function podsOf(problem: Problem, assignment: Assignment, role: RoleGround): Pods | undefined {
  const { reps, repCount } = problem;
  const column = filledColumn(reps, 'pod');
  if (column === undefined) return undefined;
  const ofReps = Array.from(
    { length: repCount },
    (_, rep) => cellText(column, rep).trim() || noPod,
  );
  const podsIn = (cell: string): string[] => listed(cell).map(fold);
  const somebody = role.holders.map((mask) => {
    const able = ofReps.filter((_, rep) => mask[rep] === 1 && role.takes[rep] === 1);
    return new Set(able.flatMap(podsIn));
  });
  const anyone = [...new Set(ofReps)].join('|');
  const without = new Uint8Array(problem.accountCount);
  const ofAccounts = [...role.rowOf].map((row, account) => {
    if (row < 0) return '';
    const rep = assignment[account];
    const pod = rep < 0 ? noPod : ofReps[rep];
    if (pod !== noPod && podsIn(pod).some((one) => somebody[row].has(one))) return pod;
    without[account] = 1;
    return anyone;
  });
  return { ofAccounts, ofReps, without };
}

function withoutPod({ name }: RoleGround, without: Uint8Array): readonly string[] {
  const count = without.reduce((sum, one) => sum + one, 0);
  if (count === 0) return [];
  const [are, them] = count === 1 ? ['account is', 'it'] : ['accounts are', 'them'];
  return [
    `${count} ${are} with a rep in whose pod nobody is ${name}: anyone who is may look after ${them}`,
  ];
}
