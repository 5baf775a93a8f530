import { accountName } from '../../../evaluation/account-name.js';
import type { WeightyAccount } from '../../../evaluation/story/accounts-that-matter.js';
import type { Flow } from '../../../evaluation/story/flows.js';
import type { Problem } from '../../../model/problem.js';
import { moneyColumn } from '../../currency.js';
import { figures } from '../../document/blocks.js';
import {
  bdi,
  drawing,
  figure,
  head,
  html,
  type Markup,
  numeric,
  pageColumn,
  pageTable,
  section,
} from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import { counted, plural } from '../../document/words.js';
import { repName } from '../../explain/names.js';
import { handsColumns, handsRows } from '../../hands-table.js';
import { flowChart } from '../charts/flows.js';
import { money, type PageContext, sourceName } from '../telling.js';

/** Flows listed at once, and those behind one more click; the files have all. */
const openFlows = 12;
const flowsAtMost = 200;

/** What moves: the accounts that matter, and what flows between reps with the accounts behind each. */
export function moves(pageContext: PageContext): Markup {
  const { planSummary } = pageContext;
  if (planSummary.flows.length === 0)
    return section('moves', 'What moves', html`<p>Nothing moves.</p>`);
  return section(
    'moves',
    'What moves',
    hands(pageContext),
    matters(pageContext),
    flows(pageContext),
  );
}

/** All that changes hands, by how, with what it comes to. */
function hands({ plan, problem }: PageContext): Markup {
  const { changingHands } = plan.evaluation;
  const [how, ...columns] = handsColumns(problem, changingHands);
  return pageTable('All that changes hands', handsRows(changingHands), [
    head('accounts that', (row) => html`${String(how.of(row, 0))}`),
    ...columns.map((column) => pageColumn(column)),
  ]);
}

function matters({ planSummary, problem }: PageContext): Markup {
  const count = planSummary.matters.length;
  return html`<h3 id="matters">${count === 1 ? 'The account that matters' : `The ${numberWords(count)} accounts that matter most`}</h3>
<p>${mattersWords(planSummary.matters, problem)}</p>
${pageTable(
  'The accounts that matter most',
  planSummary.matters,
  [
    head('Account', ({ account }) => bdi(accountName(problem, account))),
    ...(problem.hasArr
      ? [
          pageColumn<WeightyAccount>(
            moneyColumn(
              problem,
              'arr',
              figures('ARR', 'amount', ({ arr }) => arr),
            ),
          ),
        ]
      : []),
    numeric('potential', 'amount', ({ potential }) => potential),
    {
      title: 'from → to',
      cell: ({ from, to }) =>
        html`${bdi(sourceName(problem, from))} → ${bdi(repName(problem, to))}`,
    },
    { title: 'why', cell: ({ reason }) => html`${reason}` },
  ],
  { kind: 'reasons cards' },
)}`;
}

/** By what they matter; those that had no owner do not change hands. */
function mattersWords(matters: readonly WeightyAccount[], { hasArr }: Problem): string {
  const firsts = matters.filter(({ from }) => from.kind === 'unowned').length;
  const who =
    firsts === 0
      ? 'Of all that change hands, those'
      : firsts === matters.length
        ? 'Of all that get their first owner, those'
        : 'Of all that change hands or get their first owner, those';
  return `${who} with the greatest share of all potential${hasArr ? ' or of all ARR' : ''}.`;
}

function flows(pageContext: PageContext): Markup {
  const { planSummary } = pageContext;
  const chart = flowChart(pageContext);
  const shown = planSummary.flows.slice(0, flowsAtMost);
  const folded = shown.slice(openFlows);
  const rest = planSummary.flows.length - shown.length;
  return html`<h3 id="flows">What flows between reps</h3>
${
  chart !== undefined &&
  drawing(
    'Who hands potential to whom',
    chart,
    html`A row for whoever hands over, a column for whoever gets it; the darker, the more potential.`,
  )
}${flowList(pageContext, shown.slice(0, openFlows))}${folded.length > 0 && html`<details class="more"><summary>${counted(folded.length, 'smaller flow')}</summary>${flowList(pageContext, folded)}</details>`}
${rest > 0 && html`<p>And ${numberWords(rest)} more; moves.csv has every account.</p>`}`;
}

function flowList(pageContext: PageContext, flows: readonly Flow[]): Markup {
  return html`<ol class="flows">${flows.map((flow) => flowItem(pageContext, flow))}</ol>`;
}

/** The accounts behind a flow are filled in by the script, from the accounts that the page holds. */
function flowItem({ problem, holders }: PageContext, flow: Flow): Markup {
  const { from, to, accounts, potential, arr } = flow;
  return html`<li><details data-from="${holders.ofSource(from)}" data-to="${holders.ofRep(to)}"><summary><b>${bdi(sourceName(problem, from))} → ${bdi(repName(problem, to))}</b> <span class="n">${figure('count', accounts)} ${plural(accounts, 'account', 'accounts')}</span> <span class="n">${figure('amount', potential)} potential</span>${problem.hasArr && html` <span class="n">${money(problem, 'arr', arr)} ARR</span>`}</summary></details></li>
`;
}
