import type { Evenness } from '../../../evaluation/types.js';
import { percentShown } from '../../document/figures.js';
import {
  figure,
  head,
  html,
  inWords,
  type Markup,
  numeric,
  pageTable,
  section,
} from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import { fixed } from '../../evenness-table.js';
import { quality } from '../../plan-words.js';
import { termTitle } from '../../rule-words.js';
import { floorShown, provesNothing, scoreShown } from '../../score-words.js';
import type { PageContext } from '../telling.js';

/** The certificate in plain words, and what the score is made of. */
export function proof(pageContext: PageContext): Markup {
  const { better } = pageContext.planSummary;
  const { bound, objective } = better;
  const { plan } = pageContext;
  const ofScore = html`The plan's score is <data value="${objective}">${scoreShown(objective)}</data>; 0 would be a plan without any fault, and lower is better.`;
  const proven =
    bound !== undefined &&
    (provesNothing(plan)
      ? html`<p>${ofScore} The only floor that carve could prove is 0, below which no score can be: <code>certificate.json</code> holds no proof of how near this plan is to the best.</p>`
      : html`<p>${ofScore} carve has proven that no plan that keeps the must rules scores below <data value="${bound}">${floorShown(bound)}</data>: not one of all the ways to assign the accounts, found or not. What is left between the two is all that further search could win.</p>
<p>The proof is in <code>certificate.json</code>. It is arithmetic, not trust: <code>carve verify</code> works it out again without the program that searched, and so can anyone with the page <code>docs/certificate.md</code>.</p>`);
  return section(
    'proof',
    'Can it be better?',
    html`<p class="lead">${quality(pageContext)}</p>
${proven}
<div class="pair"><div><h3>What the score is made of</h3>
${pageTable('What the score is made of', better.terms, [
  head('term', ({ name }) => html`${termTitle(pageContext.problem, name)}`),
  {
    ...numeric<(typeof better.terms)[number]>('value', 'count', ({ value }) => value),
    cell: ({ value }) => html`<data value="${value}">${numberWords(value, 4)}</data>`,
  },
  {
    ...numeric<(typeof better.terms)[number]>('weight', 'count', ({ weight }) => weight),
    cell: ({ weight }) => html`${numberWords(weight)}`,
  },
  {
    ...numeric<(typeof better.terms)[number]>(
      'share of the score',
      'percent',
      ({ share }) => 100 * share,
    ),
    sortsBy: ({ share }) => share,
  },
])}</div>${unevenness(pageContext)}</div>`,
  );
}

/** How even each metric was and is. */
function unevenness({ planSummary }: PageContext): Markup {
  if (planSummary.evenness.length === 0) return html``;
  return html`<div><h3>How even it was and is</h3>
${evennessWords(planSummary.evenness)}</div>`;
}

/** The same as a table, of the plan or of a role. */
export function evennessWords(
  evenness: readonly {
    readonly metric: string;
    readonly before: Evenness | undefined;
    readonly after: Evenness;
  }[],
): Markup {
  return html`${pageTable('How even it was and is', evenness, [
    head('metric', ({ metric }) => html`${metric}`),
    inWords('off fair share, on average', ({ before, after }) => offWords(before, after, 'mean')),
    inWords('off fair share, at most', ({ before, after }) => offWords(before, after, 'max')),
    inWords(
      'Gini',
      ({ before, after }) => html`${before && fixed(before.gini)} → ${fixed(after.gini)}`,
    ),
  ])}`;
}

function offWords(before: Evenness | undefined, after: Evenness, which: 'mean' | 'max'): Markup {
  const key = `${which}_abs_deviation_pct` as const;
  return html`${before && percentShown(before[key])} → ${figure('percent', after[key])}`;
}
