import type { Problem } from '../model/problem.js';
import {
  type ColumnOf,
  figures,
  note,
  type Pair,
  pairs,
  paragraph,
  type Section,
  sectionIf,
  table,
  words,
} from './document/blocks.js';
import { numberWords } from './document/numbers.js';
import { counted } from './document/words.js';
import type { PipelineJson } from './plan-json.js';

type Territory = PipelineJson['reps'][number];

/** Whether amounts are there: where names are stand-ins, they are not. */
function hasAmounts({ quota_left: left }: PipelineJson): boolean {
  return !Number.isNaN(left);
}

/** What territories are expected to bring against what is left of the quotas: a line a rep, the least covered first. */
export function pipelineSection(
  problem: Problem,
  pipeline: PipelineJson | undefined,
  most: number,
): Section[] {
  if (pipeline === undefined) return [];
  const ranked = leastCoveredFirst(pipeline);
  const shown = ranked.slice(0, most);
  const rest = ranked.length - shown.length;
  return sectionIf(
    ranked.length > 0,
    pipelineTitle,
    paragraph(pipelineWords(pipeline)),
    table(shown, pipelineColumns(problem, pipeline)),
    rest > 0 ? note(`… and ${numberWords(rest)} more, covered better, in plan.json`) : undefined,
    paragraph(pipelineBasisWords),
  );
}

export const pipelineTitle = 'Pipeline against quota';

/** "The pipeline of 4 of 12 reps covers what is left of the quota, of 3 as it is today." */
export function pipelineWords({ reps, ...pipeline }: PipelineJson): string {
  const { reps_covered: now, reps_covered_before: before } = pipeline;
  return `The pipeline of ${numberWords(now)} of ${counted(reps.length, 'rep')} covers what is left of the quota, of ${numberWords(before)} as it is today.`;
}

export const pipelineBasisWords =
  'Expected: from open deals and the accounts that a rep can work, by the rates of carve coverage. Cover: expected ÷ quota left. Quotas are those of the rep file.';

/** Those whose quota is made last. */
export function leastCoveredFirst({ reps }: PipelineJson): readonly Territory[] {
  const order = ({ cover }: Territory): number => cover ?? Number.POSITIVE_INFINITY;
  return reps
    .map((one, at) => ({ one, at }))
    .sort((a, b) => (order(a.one) === order(b.one) ? a.at - b.at : order(a.one) - order(b.one)))
    .map(({ one }) => one);
}

export function pipelineColumns(
  { repIds, repNames }: Problem,
  pipeline: PipelineJson,
): readonly ColumnOf<Territory>[] {
  const names = new Map(repIds.map((id, rep) => [id, repNames[rep]]));
  return [
    words('Rep', ({ rep_id: id }) => names.get(id) ?? id, { flexible: true }),
    ...(hasAmounts(pipeline)
      ? [
          figures<Territory>('Quota left', 'amount', ({ quota_left: left }) => left),
          pairs<Territory>('Expected', 'amount', (one) => [one.expected_before, one.expected]),
        ]
      : []),
    {
      title: 'Cover',
      kind: 'count',
      of: ({ cover, cover_before }): Pair<string> => [coverWords(cover_before), coverWords(cover)],
    },
  ];
}

export function coverWords(cover: number | null): string {
  return cover === null ? 'made' : cover.toFixed(2);
}
