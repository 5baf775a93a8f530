import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { quotaCoverOf } from '../analytics/territory-pipeline.js';
import { type OptionFigures, optionFigures } from '../evaluation/option-figures.js';
import { provenFor, statusOf } from '../evaluation/proven.js';
import { loadPageKit } from '../library/page-kit.js';
import { InputError } from '../model/input-problem.js';
import { asProblem } from '../model/verification.js';
import { balanced } from '../planning/scenarios/recipes.js';
import { currenciesOf } from '../reports/currency.js';
import { comparisonPage } from '../reports/page/scenarios/comparison-page.js';
import { planOptionsIn } from '../reports/plan-parts.js';
import { type ScenariosJson, scenariosSchema } from '../reports/scenarios/comparison-json.js';
import { comparisonMarkdown, comparisonText } from '../reports/scenarios/comparison-text.js';
import type { ScenarioParts } from '../reports/scenarios/parts.js';
import { planFileNames } from '../reports/summary.js';
import { readJson } from '../verification/read-json.js';
import { readNamedFile } from './files.js';
import { outOf, type ReportFlags } from './flags/report-flags.js';
import { checkOutputFile } from './output-file.js';
import { inputNames, readPlannedEvaluation } from './planned-problem.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';

const comparisonFile = 'scenarios.json';

/** The folder that carve scenarios wrote, where that is what is named: its scenarios.json names it as well. */
export async function scenariosFolderNamed(
  world: World,
  name: string,
): Promise<string | undefined> {
  if (basename(name) === comparisonFile) return dirname(name);
  const has = (file: string): Promise<boolean> =>
    stat(resolve(world.cwd, name, file)).then(
      (found) => found.isFile(),
      () => false,
    );
  return !(await has('plan.json')) && (await has(comparisonFile)) ? name : undefined;
}

/**
 * The options of carve scenarios side by side, judged again from their plan
 * folders; a PDF is printed from the page that is returned for it.
 *
 * @throws InputError where the folder is not as carve scenarios wrote it, or the
 *   format is not one for several plans.
 */
export async function scenariosReport(
  world: World,
  folder: string,
  flags: ReportFlags,
): Promise<string> {
  refuse(folder, flags);
  const json = await readComparison(world, join(folder, comparisonFile));
  const byTheRules = await readPlannedEvaluation(world, join(folder, balanced.name), flags);
  const files = json.scenarios.flatMap(({ folder: option }) =>
    planFileNames.map((file) => join(folder, option, file)),
  );
  const own = [comparisonFile, 'scenarios.csv'].map((file) => join(folder, file));
  const inputs = inputNames(join(folder, balanced.name), byTheRules.plan, flags);
  await checkOutputFile(world, outOf(flags), [...own, ...files, ...inputs]);
  const { problem } = byTheRules.read;
  const { workload_per_rep, ...ranges } = json.assumptions;
  const assumptions = { ...ranges, workload_per_rep: workload_per_rep ?? undefined };
  const basis = planOptionsIn(byTheRules.plan.options).pipeline;
  const coverOf = basis && quotaCoverOf(byTheRules.read, basis);
  const figures = async (option: ScenariosJson['scenarios'][number]): Promise<OptionFigures> => {
    const { name, note } = option;
    const named = join(folder, option.folder);
    // An option has rules of its own, in its folder.
    const { evaluation, proven, plan } = await readPlannedEvaluation(world, named, {
      ...flags,
      rules: undefined,
    });
    const { assignment } = evaluation;
    const cover = coverOf?.(assignment);
    const roles = (evaluation.roles ?? []).map(({ role, evaluation: own }) => {
      const ofRole = provenFor(plan.roles?.[role.name]?.objective.bound ?? undefined, own);
      const status = own.feasible && ofRole === undefined ? 'feasible' : statusOf(ofRole);
      return { key: role.key, name: role.name, status, evaluation: own, proven: ofRole };
    });
    return optionFigures(problem, { name, note, assignment, proven, cover, roles }, assumptions);
  };
  const options: OptionFigures[] = [];
  for (const option of json.scenarios) options.push(await figures(option));
  const frontier: ScenarioParts['frontier'][number][] = [];
  for (const point of json.frontier) {
    frontier.push({ ...(await figures(point)), moves: point.most_moves });
  }
  const parts = { options, frontier, assumptions, currencies: currenciesOf(problem) };
  const textOptions = { out: folder, interrupted: false };
  if (flags.format === 'markdown') return comparisonMarkdown(parts, textOptions);
  if (flags.format === 'html' || flags.format === 'pdf') {
    return comparisonPage(parts, await loadPageKit(problem), false);
  }
  const terminal = flags.out === undefined ? terminalOf(world, flags) : undefined;
  const { columns, colour = false } = terminal ?? {};
  return comparisonText(parts, { ...textOptions, columns, colour });
}

function refuse(folder: string, { format, mask, rulesCost }: ReportFlags): void {
  const asked =
    format === 'xlsx' ? '--format xlsx' : mask ? '--mask' : rulesCost ? '--rules-cost' : undefined;
  if (asked === undefined) return;
  throw new InputError([
    {
      file: folder,
      what: `holds several plans, which ${asked} is not for`,
      remedy: `name one of its plan folders, such as ${join(folder, balanced.name)}`,
    },
  ]);
}

async function readComparison(world: World, name: string): Promise<ScenariosJson> {
  const reading = await readNamedFile(world, name);
  if (reading.problem !== undefined) throw new InputError([reading.problem]);
  const json = readJson(name, reading.file.bytes, scenariosSchema);
  if ('value' in json) return json.value;
  const remedy = 'name a folder that carve scenarios wrote';
  throw new InputError(json.faults.map((fault) => asProblem(fault, remedy)));
}
