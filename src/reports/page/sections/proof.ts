import { floorShown, scoreShown } from '../../closeness-words.js';
import { numberWords } from '../../number-words.js';
import { fixed } from '../../terminal/fairness-table.js';
import { percentShown } from '../../terminal/percents.js';
import { quality } from '../../terminal/quality.js';
import { percent } from '../figures.js';
import { html, type Markup } from '../markup.js';
import type { Telling } from '../parts.js';
import { section } from '../section.js';
import { pageTable } from '../table.js';

/** The certificate in plain words, and what the score is made of. */
export function proof(telling: Telling): Markup {
  const { better } = telling.story;
  const { bound, objective } = better;
  const proven =
    bound !== undefined &&
    html`<p>The plan's score is <data value="${objective}">${scoreShown(objective)}</data>; 0 would be a plan without any fault, and lower is better. carve has proven that no plan that keeps the must rules scores below <data value="${bound}">${floorShown(bound)}</data>: not one of all the ways to deal the accounts out, found or not. What is left between the two is all that further search could win.</p>
<p>The proof is in <code>certificate.json</code>. It is arithmetic, not trust: <code>carve verify</code> works it out again without the program that searched, and so can anyone with the page <code>docs/certificate.md</code>.</p>`;
  return section(
    'proof',
    'Can it be better?',
    html`<p class="lead">${quality(telling)}</p>
${proven}
<h3>What the score is made of</h3>
${pageTable(
  'What the score is made of',
  [
    { title: 'term', isHead: true, cell: ({ name }) => html`${name}` },
    {
      title: 'value',
      isNumber: true,
      cell: ({ value }) => html`<data value="${value}">${numberWords(value, 4)}</data>`,
      sortsBy: ({ value }) => value,
    },
    {
      title: 'weight',
      isNumber: true,
      cell: ({ weight }) => html`${numberWords(weight)}`,
      sortsBy: ({ weight }) => weight,
    },
    {
      title: 'share of the score',
      isNumber: true,
      cell: ({ share }) => percent(100 * share),
      sortsBy: ({ share }) => share,
    },
  ],
  better.terms,
)}`,
    unevenness(telling),
  );
}

/** How even each metric was and is. */
function unevenness({ story }: Telling): Markup {
  if (story.evenness.length === 0) return html``;
  return html`<h3>How even it was and is</h3>
${pageTable(
  'How even it was and is',
  [
    { title: 'metric', isHead: true, cell: ({ metric }) => html`${metric}` },
    {
      title: 'mean off target',
      isNumber: true,
      cell: ({ before, after }) =>
        html`${before && percentShown(before.mean_abs_deviation_pct)} → ${percent(after.mean_abs_deviation_pct)}`,
    },
    {
      title: 'most off target',
      isNumber: true,
      cell: ({ before, after }) =>
        html`${before && percentShown(before.max_abs_deviation_pct)} → ${percent(after.max_abs_deviation_pct)}`,
    },
    {
      title: 'Gini',
      isNumber: true,
      cell: ({ before, after }) => html`${before && fixed(before.gini)} → ${fixed(after.gini)}`,
    },
  ],
  story.evenness,
)}`;
}
