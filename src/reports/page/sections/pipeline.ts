import { html, inWords, type Markup, pageColumn, pageTable, section } from '../../document/html.js';
import {
  coverWords,
  leastCoveredFirst,
  pipelineBasisWords,
  pipelineColumns,
  pipelineTitle,
  pipelineWords,
} from '../../pipeline.js';
import type { PageContext } from '../telling.js';

/** Pipeline against quota by rep, today and in the plan; nothing where files do not tell. */
export function pipeline({ problem, made: { pipeline: found } }: PageContext): Markup | undefined {
  if (found === undefined || found.reps.length === 0) return undefined;
  const columns = pipelineColumns(problem, found).slice(0, -1);
  return section(
    'pipeline',
    pipelineTitle,
    html`<p class="lead">${pipelineWords(found)}</p>`,
    pageTable('Every rep with a quota, the least covered first', leastCoveredFirst(found), [
      ...columns.map((column) => pageColumn(column)),
      {
        ...inWords<(typeof found.reps)[number]>(
          'Cover',
          ({ cover, cover_before: before }) => html`${coverWords(before)} → ${coverWords(cover)}`,
        ),
        sortsBy: ({ cover }) => cover ?? Number.POSITIVE_INFINITY,
      },
    ]),
    html`<p>${pipelineBasisWords}</p>`,
  );
}
