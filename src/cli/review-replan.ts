import { join } from 'node:path';
import type { Review } from '../evaluation/review/types.js';
import type { Evaluation } from '../evaluation/types.js';
import { csvPieces } from '../inputs/csv/write.js';
import { loadPageKit } from '../library/page-kit.js';
import { type PlannedEvaluation, readAgain } from '../library/planned.js';
import { reviewFigures } from '../library/reviewed-plan.js';
import { InputError } from '../model/input-problem.js';
import type { DayNumber } from '../model/units.js';
import { planFilePieces } from '../planning/plan-files.js';
import { planOrExplain } from '../planning/plan-or-explain.js';
import { keepsMustRules } from '../planning/role-plans.js';
import { version } from '../planning/version.js';
import { sha256 } from '../reports/checksums.js';
import { conflictsText } from '../reports/conflict-words.js';
import type { PlanInputs, PlanSource } from '../reports/plan-json.js';
import { planOptionsIn } from '../reports/plan-parts.js';
import { registerFile, reviewTables } from '../reports/review/review-tables.js';
import { planFolderNamed, readPlanFolder } from './plan-folder.js';
import { carriedOn } from './plan-sources.js';
import { findInputs } from './planned-problem.js';
import { tellRoleConflicts } from './role-conflicts.js';
import { beginSearch } from './search-run.js';
import type { World } from './world.js';

/** What is planned anew: a plan, and what was decided of it. */
export interface ReplanParts {
  readonly named: string;
  readonly planned: PlannedEvaluation;
  readonly review: Review;
  readonly inputs: PlanInputs;
  readonly from: PlanSource;
  readonly day: DayNumber;
  readonly flags: Parameters<typeof findInputs>[3] & {
    readonly quiet: boolean;
    readonly out: string;
    readonly threads: number | undefined;
  };
}

/** The plan made anew around what was decided, which comes before all rules; its folder has the register as an input. */
export async function replanned(
  world: World,
  { named, planned, review, from, day, flags, ...given }: ReplanParts,
): Promise<{
  readonly written: ReadonlyMap<string, Iterable<string>>;
  readonly evaluation: Evaluation;
  readonly feasible: boolean;
  readonly interrupted: boolean;
}> {
  const { plan, read } = planned;
  if (plan.inputs.overrides !== undefined) {
    const what = 'was made with a register of its own, which this one would replace';
    const remedy = 'leave --replan out, then carve plan --overrides with both registers in one';
    throw new InputError([{ file: '--replan', what, value: named, remedy }]);
  }
  const folder = planFolderNamed(named);
  const tables = reviewTables(read.problem, review, day);
  const table = tables.get(registerFile);
  const register = Buffer.from(
    table === undefined ? '' : [...csvPieces(table.columns, table.rows())].join(''),
  );
  const { inputs: found } = await findInputs(world, folder, plan, flags);
  const { files } = await readPlanFolder(world, folder, ['assignments.csv']);
  const options = { ...plan.options, accepted_stay: true as const };
  const anew = { ...plan, options };
  const inputs = new Map([
    ...found,
    ['overrides', { name: registerFile, bytes: register }] as const,
  ]);
  const again = await readAgain(
    join(folder, 'plan.json'),
    anew,
    inputs,
    false,
    files.get('assignments.csv'),
  );
  if (again.read === undefined) throw new InputError(again.faults);
  const { problem, drafted } = again.read;
  const carried = await carriedOn(
    world,
    named,
    { folder, plan: anew, files, inputs, read: again.read },
    flags.out,
  );
  const asked = planOptionsIn(options);
  const search = await beginSearch(world, { ...flags, ...asked }, 'to write the best plan so far');
  try {
    const outcome = await planOrExplain(again.read, {
      options: search.options,
      relax: false,
      searched: search.progress.clear,
    }).finally(search.progress.clear);
    if (outcome.conflicts !== undefined) {
      const columns = world.stderr.columns;
      world.stderr.write(conflictsText(problem, { ...outcome.conflicts, columns }));
    }
    for (const one of outcome.roleConflicts ?? []) tellRoleConflicts(world, one);
    const made = outcome.plan;
    const written = planFilePieces({
      plan: made,
      version,
      inputs: {
        ...given.inputs,
        overrides: {
          path: registerFile,
          sha256: sha256(register),
          rows: review.decisions.length,
        },
      },
      from,
      options: asked,
      ...(carried && {
        rebalanced: {
          rebalance: carried.rebalance,
          events: carried.again.events,
          beside: carried.again.beside(made.evaluation),
        },
      }),
      assumptions: made.problem.assumptions,
      drafted,
      review: { figures: reviewFigures(review), tables },
      pageKit: await loadPageKit(made.problem),
    });
    return {
      written,
      evaluation: made.evaluation,
      feasible: keepsMustRules(made),
      interrupted: search.stop.requested(),
    };
  } finally {
    search.stop.release();
  }
}
