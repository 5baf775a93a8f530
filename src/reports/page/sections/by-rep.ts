import { accountName } from '../../../evaluation/account-name.js';
import { explainReps, type RepAccount } from '../../../evaluation/explain/rep.js';
import { sourceOf } from '../../../evaluation/story/flows.js';
import type { RepGain } from '../../../evaluation/story/winners.js';
import type { Territory } from '../../../evaluation/types.js';
import { moneyColumn } from '../../currency.js';
import { type ColumnOf, figures } from '../../document/blocks.js';
import {
  bdi,
  head,
  html,
  type Markup,
  numeric,
  pageColumn,
  pageTable,
  section,
} from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import { counted } from '../../document/words.js';
import { repName } from '../../explain/names.js';
import { repReasonWords } from '../../explain/rep-text.js';
import { repColumns } from '../../rep-table.js';
import { type PageContext, sourceName } from '../telling.js';

/** Lines for all reps together; each rep gets the same room. */
const linesInAll = 4000;
const fewestLines = 3;
const mostLines = 50;

/** By rep a part to hand to that rep: what you have, gain, lose, and why. */
export function byRep(pageContext: PageContext): Markup {
  const { problem, plan, planSummary } = pageContext;
  const size = problem.hasArr ? problem.arr : problem.potential;
  const greatestFirst = (all: readonly RepAccount[]): readonly RepAccount[] =>
    [...all].sort(
      ({ account: a }, { account: b }) =>
        size[b] - size[a] || problem.potential[b] - problem.potential[a] || a - b,
    );
  const explained = new Map(
    explainReps(problem, plan.evaluation).map((one) => [one.rep, one] as const),
  );
  const lines = Math.floor(linesInAll / (2 * Math.max(1, planSummary.reps.length)));
  const room = Math.max(fewestLines, Math.min(mostLines, lines));
  return section(
    'handouts',
    'By rep',
    html`<p>A part to hand to each rep. Printed, every one begins on a page of its own.</p>`,
    ...planSummary.reps.map((one) =>
      handout(
        pageContext,
        one,
        greatestFirst(explained.get(one.rep)?.gains ?? []),
        greatestFirst(explained.get(one.rep)?.losses ?? []),
        room,
      ),
    ),
  );
}

function handout(
  pageContext: PageContext,
  { rep, territory }: RepGain,
  gained: readonly RepAccount[],
  lost: readonly RepAccount[],
  room: number,
): Markup {
  const { problem, planSummary } = pageContext;
  const balanced = (metric: string): boolean =>
    territory.live && planSummary.tolerances.some((one) => one.metric === metric);
  const tile = (label: string, column: ColumnOf<Territory>): Markup =>
    line(label, pageColumn(column).cell(territory, 0));
  const tiles: (Markup | false)[] = [
    tile('Accounts', repColumns.accounts),
    tile('Potential', repColumns.potential),
    balanced('potential') && tile('Fair share', repColumns.potentialTarget),
    balanced('potential') && tile('Against fair share', repColumns.potentialOff),
    tile('Workload', repColumns.workload),
    balanced('workload') && tile('Workload against fair share', repColumns.workloadOff),
    problem.hasArr && tile(moneyColumn(problem, 'arr', repColumns.arr).title, repColumns.arr),
    ...(territory.open_pipeline === undefined
      ? []
      : [
          tile(
            moneyColumn(problem, 'open_pipeline', repColumns.openPipeline).title,
            repColumns.openPipeline,
          ),
        ]),
    territory.quota !== undefined &&
      tile(moneyColumn(problem, 'quota', repColumns.quota).title, repColumns.quota),
  ];
  const title = html`${bdi(territory.name)}${territory.manager !== '' && html` <span class="team">team of ${bdi(territory.manager)}</span>`}`;
  return html`<details class="handout" id="rep-${rep + 1}"><summary><h3>${title}</h3> <span class="n">${numberWords(gained.length)} in, ${numberWords(lost.length)} out</span></summary>
<h4>What you have</h4>
<dl class="tiles small">${tiles.filter((one) => one !== false)}</dl>
${moved(pageContext, `What you gain: ${counted(gained.length, 'account')}`, gained, room, 'from')}
${moved(pageContext, `What you lose: ${counted(lost.length, 'account')}`, lost, room, 'to')}
<p class="all"><button type="button" data-show-rep="${rep}" hidden>Show every account of ${bdi(territory.name)}</button></p></details>
`;
}

function line(label: string, value: Markup): Markup {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function moved(
  { problem, plan }: PageContext,
  title: string,
  accounts: readonly RepAccount[],
  room: number,
  side: 'from' | 'to',
): Markup {
  if (accounts.length === 0) return html`<h4>${title}</h4>`;
  const shown = accounts.slice(0, room);
  const rest = accounts.length - shown.length;
  return html`<h4>${title}</h4>
${pageTable(
  title,
  shown,
  [
    head('Account', ({ account }) => bdi(accountName(problem, account))),
    {
      title: side,
      cell: ({ account }) =>
        bdi(
          side === 'from'
            ? sourceName(problem, sourceOf(problem, account))
            : repName(problem, plan.evaluation.assignment[account]),
        ),
    },
    numeric('potential', 'amount', ({ account }) => problem.potential[account]),
    ...(problem.hasArr
      ? [
          pageColumn(
            moneyColumn(
              problem,
              'arr',
              figures<RepAccount>('ARR', 'amount', ({ account }) => problem.arr[account]),
            ),
          ),
        ]
      : []),
    // Not the reason of the plan: that may tell how another rep stands.
    { title: 'why', cell: ({ why }) => html`${repReasonWords(problem, why, side === 'from')}` },
  ],
  { kind: 'reasons' },
)}${rest > 0 && html`<p>And ${counted(rest, 'smaller one')}; moves.csv has all.</p>`}`;
}
