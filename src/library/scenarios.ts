import { calendarYear, type FiscalStart } from '../analytics/fiscal.js';
import { noAssumptions } from '../analytics/rates.js';
import { quotaCoverOf } from '../analytics/territory-pipeline.js';
import type { AssemblyInputs } from '../assembly/ground.js';
import { optionFigures, type QuotaCover } from '../evaluation/option-figures.js';
import { type RevenueAssumptions, standardAssumptions } from '../evaluation/revenue/estimate.js';
import type { Assignment } from '../model/assignment.js';
import type { Problem } from '../model/problem.js';
import { readProblem } from '../planning/inputs.js';
import type { Scenario } from '../planning/scenarios/scenario.js';
import {
  planScenarios,
  type Scenarios,
  withScenarioRoles,
} from '../planning/scenarios/scenarios.js';
import { version } from '../planning/version.js';
import { currenciesOf } from '../reports/currency.js';
import {
  comparisonJson,
  type ScenariosJson,
  scenariosSchema,
} from '../reports/scenarios/comparison-json.js';
import type { ScenarioParts } from '../reports/scenarios/parts.js';
import type { SolveOptions } from '../solver/model/program.js';
import { stayingSolver } from '../solver/threads/in-background.js';
import {
  checkNames,
  givenInputs,
  type InputOptions,
  inputNames,
  type SearchOptions,
  searchNames,
  searchOptions,
} from './options.js';

export interface ScenariosOptions extends InputOptions, SearchOptions {
  /** Points of the frontier of evenness against moves, 2 to 50; none unless told. */
  readonly frontier?: number;
  /** What the estimate of revenue rests on, where it is not the standard. */
  readonly assumptions?: RevenueAssumptions;
  /** When the fiscal year begins, for pipeline against quota; January 1 unless told. */
  readonly fiscalStart?: FiscalStart;
}

/** The options that people ask for, side by side, as in scenarios.json. */
export interface ScenariosResult extends ScenariosJson {
  /** By option, the rep of each account; nobody is an empty text. */
  readonly assignments: Readonly<Record<string, ReadonlyMap<string, string>>>;
}

/**
 * Plans the options people ask for, and compares them.
 *
 * @throws InputError with everything that is wrong with the inputs, at once.
 */
export async function scenarios(options: ScenariosOptions): Promise<ScenariosResult> {
  checkNames('scenarios', options, [
    ...inputNames,
    ...searchNames,
    'frontier',
    'assumptions',
    'fiscalStart',
  ]);
  const { inputs } = await givenInputs(options);
  const search = searchOptions(options);
  const read = readProblem(inputs);
  const { problem, assembled } = read;
  const { frontier, maxMoves, assumptions = standardAssumptions } = options;
  const solver = stayingSolver();
  const ask = { problem, assembled, own: [], frontier, maxMoves };
  const main = await planScenarios(ask, search, solver).finally(solver.end);
  const planned = await withRolesPlanned(main, assembled, search);
  const parts = scenarioParts(
    problem,
    planned,
    assumptions,
    quotaCoverOf(read, {
      fiscalStart: options.fiscalStart ?? calendarYear,
      assumptions: noAssumptions,
    }),
  );
  const json = scenariosSchema.parse(JSON.parse(comparisonJson(parts, version)));
  const holders = [...parts.options, ...parts.frontier].map(
    ({ name, evaluation }): [string, ReadonlyMap<string, string>] => [
      name,
      new Map(
        problem.accountIds.map((id, account) => {
          const rep = evaluation.assignment[account];
          return [id, rep < 0 ? '' : problem.repIds[rep]];
        }),
      ),
    ],
  );
  return { ...json, assignments: Object.fromEntries(holders) };
}

/** The same with who has each role, option by option. */
export async function withRolesPlanned(
  { options, frontier, ladder }: Scenarios,
  assembled: AssemblyInputs,
  search: SolveOptions,
): Promise<Scenarios> {
  const planned: Scenario[] = [];
  for (const one of options) planned.push(await withScenarioRoles(one, assembled, search));
  const points: Scenarios['frontier'][number][] = [];
  for (const { scenario, ...point } of frontier) {
    points.push({ ...point, scenario: await withScenarioRoles(scenario, assembled, search) });
  }
  return { options: planned, frontier: points, ladder };
}

/** What a comparison is told from. */
export function scenarioParts(
  problem: Problem,
  { options, frontier, ladder }: Scenarios,
  assumptions: RevenueAssumptions,
  coverOf: (assignment: Assignment) => QuotaCover | undefined,
): ScenarioParts {
  const figures = ({ name, note, plan }: Scenario) =>
    optionFigures(
      problem,
      {
        name,
        note,
        assignment: plan.evaluation.assignment,
        proven: plan.proven,
        cover: coverOf(plan.evaluation.assignment),
        roles: (plan.roles ?? []).map(({ role, plan: own }) => ({
          key: role.key,
          name: role.name,
          status: own.status,
          evaluation: own.evaluation,
          proven: own.proven,
        })),
      },
      assumptions,
    );
  return {
    options: options.map(figures),
    frontier: frontier.map((point) => ({
      ...figures(frontierScenario(point)),
      moves: point.moves,
    })),
    ladder,
    assumptions,
    currencies: currenciesOf(problem),
  };
}

/** A point of the frontier under a name that its folder can have. */
export function frontierScenario({ moves, scenario }: Scenarios['frontier'][number]): Scenario {
  const note = `as even as can be with at most ${moves} moves`;
  return { ...scenario, name: `frontier/${moves}-moves`, note };
}
