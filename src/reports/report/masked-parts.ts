import { masked, safeSentences } from '../../evaluation/mask/mask.js';
import { planSummaryOf } from '../../evaluation/story/story.js';
import { mapInputs } from '../../inputs/csv/file-roles.js';
import { counted } from '../document/words.js';
import type { PipelineJson } from '../plan-json.js';
import type { PlanMade, ReportParts } from './parts.js';

/** The same report with stand-ins for names and amounts (docs/report.md says which). */
export function maskedParts(parts: ReportParts): ReportParts {
  const { planSummary, made, notes } = parts;
  const { roles, ...plan } = parts.plan;
  const prices = planSummary.rules.flatMap(({ price }) => price ?? []);
  const hidden = masked({ problem: parts.problem, evaluation: plan.evaluation, prices });
  const safe = (sentences: readonly string[]): string[] => [
    ...safeSentences(parts.problem, sentences),
  ];
  const shown = {
    assumptions: safe(made.assumptions),
    warnings: safe(made.warnings),
    notes: safe(notes),
  };
  const left =
    made.assumptions.length +
    made.warnings.length +
    notes.length -
    (shown.assumptions.length + shown.warnings.length + shown.notes.length);
  const { problem, evaluation } = hidden;
  const standIns = new Map(parts.problem.repIds.map((id, rep) => [id, problem.repIds[rep]]));
  return {
    ...parts,
    problem: { ...problem, assumptions: shown.assumptions, warnings: shown.warnings },
    plan: { ...plan, evaluation },
    drafted: parts.drafted.map(
      (text) => problem.rules.find(({ row }) => row === text.row)?.text ?? text,
    ),
    planSummary: planSummaryOf({ ...plan, problem, evaluation, prices: hidden.prices }),
    made: {
      ...made,
      ...shown,
      inputs: withoutPaths(made.inputs),
      pipeline: made.pipeline && withoutAmounts(made.pipeline, standIns),
      options: { ...made.options, map: [] },
    },
    notes: [
      'names are stand-ins, and amounts are scaled so that the mean account has 100 of each; shares, percentages and counts are true',
      ...(roles === undefined
        ? []
        : [
            'who else looks after the accounts is left out: a role is told by the names of its people',
          ]),
      ...shown.notes,
      ...(left === 0
        ? []
        : [
            `${counted(left, 'sentence')} that may hold a name or an amount ${left === 1 ? 'is' : 'are'} left out`,
          ]),
    ],
    masked: true,
  };
}

/** Shares and counts alone, under stand-ins. */
function withoutAmounts(
  pipeline: PipelineJson,
  standIns: ReadonlyMap<string, string>,
): PipelineJson {
  const none = { quota_left: Number.NaN, expected_before: Number.NaN, expected: Number.NaN };
  return {
    ...pipeline,
    ...none,
    reps: pipeline.reps.map((one) => ({
      ...one,
      ...none,
      rep_id: standIns.get(one.rep_id) ?? '',
    })),
  };
}

/** What each file is, without where it lies; a checksum would tell whether someone has the same. */
function withoutPaths(inputs: PlanMade['inputs']): PlanMade['inputs'] {
  return mapInputs(inputs, ({ rows }, path) => ({ path, sha256: '', rows }));
}
