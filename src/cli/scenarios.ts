import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipelineByTerritory, quotaCoverOf } from '../analytics/territory-pipeline.js';
import type { AssemblyInputs } from '../assembly/ground.js';
import { mapInputs } from '../inputs/csv/file-roles.js';
import { loadPageKit } from '../library/page-kit.js';
import { frontierScenario, scenarioParts, withRolesPlanned } from '../library/scenarios.js';
import { InputError, type InputProblem } from '../model/input-problem.js';
import type { RuleText } from '../model/rule.js';
import type { ProblemInputs } from '../planning/inputs.js';
import type { Plan } from '../planning/plan.js';
import { type PlanFileParts, planFilePieces } from '../planning/plan-files.js';
import { roleConflictsOf } from '../planning/role-conflicts.js';
import { keepsMustRules } from '../planning/role-plans.js';
import { presetNames } from '../planning/scenarios/preset-names.js';
import { presetScenarios } from '../planning/scenarios/presets.js';
import { standardNames, today } from '../planning/scenarios/recipes.js';
import { type Scenario, scenarioRulesFile } from '../planning/scenarios/scenario.js';
import { type OwnScenario, planScenarios } from '../planning/scenarios/scenarios.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import { logText } from '../reports/document/terminal.js';
import { andList } from '../reports/document/words.js';
import { notesText } from '../reports/notes-text.js';
import { comparisonPage } from '../reports/page/scenarios/comparison-page.js';
import type { PlanInputs, PlanSource } from '../reports/plan-json.js';
import { allRules, rulesFileText } from '../reports/plan-tables.js';
import { comparisonCsv } from '../reports/scenarios/comparison-csv.js';
import { comparisonJson } from '../reports/scenarios/comparison-json.js';
import { comparisonText } from '../reports/scenarios/comparison-text.js';
import { planFileNames } from '../reports/summary.js';
import type { SolveOptions } from '../solver/model/program.js';
import { stayingSolver } from '../solver/threads/in-background.js';
import { basisOf, idleBasis } from './assumptions-file.js';
import { continued, planSourceFrom } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { realFolder } from './files.js';
import { problemOptionsFrom, readInputFlags, type ScenariosFlags } from './flags/input-flags.js';
import { besideHeadcounts, headcountNames, headcountsCommand } from './headcounts.js';
import { readInputs } from './inputs.js';
import { withMapFile } from './map-file.js';
import { scenariosOptions } from './options.js';
import { isNewFolder, outputProblems } from './output-folder.js';
import { tellRoleConflicts } from './role-conflicts.js';
import { scenarioFiles } from './scenario-files.js';
import { beginSearch } from './search-run.js';
import { terminalOf } from './terminal.js';
import type { World } from './world.js';
import { writeFolder } from './write-folder.js';

/** `carve scenarios ACCOUNTS REPS`: plans the options people ask for, writes each, and compares them. */
export async function scenariosCommand(
  world: World,
  accountsNamed: string,
  repsName: string,
  given: Readonly<Record<string, unknown>>,
): Promise<number> {
  const wanted = await withMapFile(
    world,
    readInputFlags('scenarios', scenariosOptions, given, world.today(), [
      ...nothingToShow(given),
      ...besideHeadcounts(given),
    ]),
  );
  const {
    accounts: accountsName,
    flags,
    ...goingOn
  } = await continued(world, accountsNamed, wanted, repsName);
  const from = goingOn.from && (await planSourceFrom(world, flags.out, goingOn.from));
  const asked = await scenarioFiles(world, flags);
  const known = [...standardNames, ...asked.own.map(({ name }) => name)];
  const optionNames = [
    'scenarios.csv',
    'scenarios.json',
    'report.html',
    ...known.flatMap((name) => planFileNames.map((file) => `${name}/${file}`)),
  ];
  const names = flags.reps === undefined ? optionNames : headcountNames(flags.reps);
  const mark = flags.reps === undefined ? 'scenarios.json' : 'headcount.json';
  const knownBy = flags.force ? undefined : mark;
  let inputNames: readonly string[] = [];
  let kept: ProblemInputs | undefined;
  const isNew = await isNewFolder(world, flags.out);
  const { read, inputs } = await readInputs(
    world,
    {
      accounts: accountsName,
      reps: repsName,
      alsoWrong: async (files) => {
        inputNames = [...files, ...asked.names];
        const outset = { out: flags.out, names, inputs: inputNames, knownBy };
        return [...asked.problems, ...(await outputProblems(world, outset))];
      },
      ...(flags.reps !== undefined && {
        keep: (inputsRead: ProblemInputs) => {
          kept = inputsRead;
        },
      }),
    },
    flags,
    await realFolder(world, flags.out),
  );
  const { problem, assembled } = read;
  const presets = presetScenarios(flags.preset, assembled);
  if (presets.problems.length > 0) throw new InputError(presets.problems);
  if (flags.show) {
    world.stdout.write(presets.own.map(shownPreset).join('\n'));
    return exitCodes.done;
  }
  if (!flags.quiet)
    world.stderr.write(
      notesText({
        ...read,
        notes: [...goingOn.notes, ...read.notes, ...idleBasis(given, read, ['fiscalStart'])],
        problem,
        columns: world.stderr.columns,
      }),
    );

  const basis = basisOf(flags, asked.assumed);
  if (flags.reps !== undefined && kept !== undefined) {
    return headcountsCommand(world, flags, flags.reps, { inputs: kept, read, basis });
  }

  let current = '';
  const { options, progress, stop } = await beginSearch(
    world,
    flags,
    'to write the options planned so far',
    () => current,
  );
  const solver = stayingSolver();
  // As in `carve plan`, what pages are drawn with is loaded while other threads search.
  const [main, pageKit] = await Promise.all([
    planScenarios(
      {
        problem,
        assembled,
        own: [...presets.own, ...asked.own],
        frontier: flags.frontier,
        maxMoves: flags.maxMoves,
      },
      options,
      solver,
      (name) => {
        current = name;
      },
    ).finally(solver.end),
    loadPageKit(problem),
  ]).finally(progress.clear);

  // Who else looks after the accounts follows from who has them.
  const planned = await withRolesPlanned(main, assembled, options);
  const parts = scenarioParts(problem, planned, asked.assumed.revenue, quotaCoverOf(read, basis));
  const json = comparisonJson(parts, version);
  const csv = comparisonCsv(parts);
  const files = new Map<string, string | Iterable<string>>();
  const broken: BrokenRoles = new Map();
  const keeping = new Set<string>();
  for (const scenario of [...planned.options, ...planned.frontier.map(frontierScenario)]) {
    const { plan } = scenario;
    if (keepsMustRules(plan)) keeping.add(scenario.name);
    for (const { role, plan: own } of plan.roles ?? []) {
      // Where nothing moves, rules that are broken say nothing of whether they can hold.
      if (own.status !== 'infeasible' || scenario.name === today.name) continue;
      const { names = [], first = plan } = broken.get(role.key) ?? {};
      broken.set(role.key, { first, names: [...names, scenario.name] });
    }
    const pieces = planFilePieces({
      ...folderParts(scenario, { ...inputs, from }, flags, read.drafted),
      pipeline: pipelineByTerritory(
        { ...read, problem: scenario.plan.problem },
        scenario.plan.evaluation.assignment,
        basis,
      ),
      pageKit,
    });
    for (const [name, text] of pieces) files.set(`${scenario.name}/${name}`, text);
  }
  files
    .set('scenarios.csv', csv)
    .set('scenarios.json', json)
    .set('report.html', comparisonPage(parts, pageKit, stop.requested()));
  const faults = await outputProblems(world, {
    out: flags.out,
    names: [...files.keys()],
    inputs: inputNames,
    knownBy,
  });
  if (faults.length > 0) throw new InputError(faults);
  await writeFolder(world, flags.out, files, isNew);
  const left = await foldersLeft(world, flags.out, files);
  if (left.length > 0 && !flags.quiet) {
    world.stderr.write(
      logText(
        [`left from an earlier run, and not of this comparison: ${left.join(', ')}`],
        world.stderr.columns,
        2,
      ),
    );
  }

  if (flags.format === 'json') world.stdout.write(json);
  else if (flags.format === 'csv') world.stdout.write(csv);
  else if (!flags.quiet) {
    world.stdout.write(
      comparisonText(parts, {
        out: flags.out,
        ...terminalOf(world, flags),
        interrupted: stop.requested(),
      }),
    );
  }
  if (!stop.requested()) await tellBrokenRoles(world, broken, assembled, options);
  stop.release();
  if (stop.requested()) return exitCodes.interrupted;
  const met = planned.options.some(({ name }) => keeping.has(name));
  return met ? exitCodes.done : exitCodes.rulesNotMet;
}

/** By role, the options that break its must rules, and the first of these. */
type BrokenRoles = Map<string, { readonly first: Plan; readonly names: readonly string[] }>;

/** Why the rows of a role do not hold: as in the first option that breaks them, with the names of all. */
async function tellBrokenRoles(
  world: World,
  broken: BrokenRoles,
  assembled: AssemblyInputs,
  { onProgress: _, ...quietly }: SolveOptions,
): Promise<void> {
  for (const [key, { first, names }] of broken) {
    for (const of of await roleConflictsOf(first, assembled, quietly)) {
      if (of.role.key !== key) continue;
      tellRoleConflicts(world, of, { where: `, broken in ${andList(names)}` });
    }
  }
}

/** `--show` where there is no preset whose rows it could print. */
function nothingToShow({ show, preset }: Readonly<Record<string, unknown>>): InputProblem[] {
  if (show === undefined || preset !== undefined) return [];
  const what = 'shows the rows of presets, and none is asked for';
  return [{ file: '--show', what, remedy: `add --preset ${presetNames.join(', or ')}` }];
}

/** The rows of a preset as a rules file, with what else it asks for in a comment. */
function shownPreset({ name, note, rows = [], shareBy }: OwnScenario): string {
  const shared = shareBy === undefined ? '' : `, with --share-by ${shareBy}`;
  return `${rulesFileText(rows).trimEnd()}\n# ${note} (carve scenarios --preset ${name}${shared})\n`;
}

/** Plan folders that an earlier run into the same folder left there. */
async function foldersLeft(
  world: World,
  out: string,
  files: ReadonlyMap<string, unknown>,
): Promise<string[]> {
  const left: string[] = [];
  for (const within of ['', 'frontier/']) {
    const there = await readdir(resolve(world.cwd, out, within)).catch(() => []);
    for (const name of there.sort()) {
      const plan = `${within}${name}/plan.json`;
      if (files.has(plan)) continue;
      const isPlan = await stat(resolve(world.cwd, out, plan)).then(
        (found) => found.isFile(),
        () => false,
      );
      if (isPlan) left.push(`${within}${name}`);
    }
  }
  return left;
}

/** What a plan folder within the output folder is made of. */
function folderParts(
  { name, plan, rulesText, weights, shareBy }: Scenario,
  { from, ...inputs }: PlanInputs & { readonly from: PlanSource | undefined },
  flags: ScenariosFlags,
  drafted: readonly RuleText[],
): PlanFileParts {
  const up = '../'.repeat(name.split('/').length);
  const above = <File extends { readonly path: string }>(file: File): File =>
    file.path === '-' || file.path.startsWith('/') ? file : { ...file, path: `${up}${file.path}` };
  const rules =
    rulesText === undefined
      ? inputs.rules && above(inputs.rules)
      : { path: scenarioRulesFile, sha256: sha256(rulesText), rows: allRules(plan.problem).length };
  // An option with rules of its own has none that were drafted.
  const ownDrafted = rulesText === undefined ? drafted : [];
  const problemOptions = problemOptionsFrom(flags, ownDrafted.length > 0);
  return {
    plan,
    version,
    from: from && above(from),
    inputs: mapInputs({ ...inputs, rules }, (file, role) =>
      role === 'rules' ? file : above(file),
    ),
    options: {
      seed: flags.seed,
      effort: flags.effort,
      ...problemOptions,
      shareBy: shareBy ?? problemOptions.shareBy,
      weights,
      // The option's own rules file is as carve writes it.
      forms:
        rulesText === undefined
          ? problemOptions.forms
          : { ...problemOptions.forms, rules: undefined },
      maxMoves: rulesText === undefined ? flags.maxMoves : undefined,
      timeLimitSeconds: flags.timeLimit,
    },
    assumptions: plan.problem.assumptions,
    drafted: ownDrafted,
  };
}
