import { accountName } from '../../../evaluation/account-name.js';
import { sourceOf } from '../../../evaluation/story/flows.js';
import { changes } from '../../../evaluation/types.js';
import { moneyColumn } from '../../currency.js';
import { embedded, html, type Markup, section } from '../../document/html.js';
import { numberWords } from '../../document/numbers.js';
import { visibleText } from '../../document/visible-text.js';
import type { PageData } from '../page-data.js';
import type { PageContext } from '../telling.js';

/** Every account, to search and filter; the script draws the rows from the page's data. */
export function accounts(pageContext: PageContext): Markup {
  const { problem, listed } = pageContext;
  const whole = listed.length === problem.accountCount;
  const described = whole
    ? `All ${numberWords(listed.length)} accounts.`
    : `${numberWords(listed.length)} of ${numberWords(problem.accountCount)} accounts: those that change hands, from the largest. assignments.csv has all.`;
  return section(
    'accounts',
    'Accounts',
    html`<p id="accounts-note">${described}</p>
<noscript><p>Search and filter need a script; assignments.csv has every account.</p></noscript>
<div id="account-browser" hidden><form class="filters" role="search">
<label>Search <input type="search" id="search" placeholder="name or id" autocomplete="off"></label>
<label>Rep <select id="of-rep"><option value="">all</option></select></label>
<label>Manager <select id="of-manager"><option value="">all</option></select></label>
<label>Change <select id="of-change"><option value="">all</option></select></label>
</form>
<p id="found" role="status"></p>
<div class="scroll" role="region" aria-label="Accounts, as a table" tabindex="0"><table class="reasons" id="account-table"><caption>Accounts</caption><thead><tr id="account-heads"></tr></thead><tbody id="account-rows"></tbody></table></div>
<p class="pager"><button type="button" id="previous">Previous</button> <span id="page-number"></span> <button type="button" id="next">Next</button></p></div>
`,
    embedded('page-data', pageData(pageContext)),
  );
}

/** What the script shows, as text and numbers only. */
function pageData({ problem, plan, holders, listed }: PageContext): PageData {
  const { evaluation } = plan;
  const reasons = new Map<string, number>();
  const reasonOf = (account: number): number => {
    const described = visibleText(evaluation.reasonOf(account));
    const index = reasons.get(described) ?? reasons.size;
    reasons.set(described, index);
    return index;
  };
  const numbers = (values: Float64Array): number[] =>
    listed.map((account) => short(values[account]));
  const rows = {
    ids: listed.map((account) => visibleText(problem.accountIds[account])),
    names: listed.map((account) => visibleText(accountName(problem, account))),
    from: listed.map((account) => holders.ofSource(sourceOf(problem, account))),
    to: listed.map((account) => holders.ofRep(evaluation.assignment[account])),
    change: listed.map((account) => changes.indexOf(evaluation.change[account])),
    potential: numbers(problem.potential),
    workload: numbers(problem.workload),
    arr: problem.hasArr ? numbers(problem.arr) : undefined,
    arrTitle: problem.hasArr ? moneyColumn(problem, 'arr', { title: 'ARR' }).title : undefined,
    reason: listed.map(reasonOf),
  };
  return {
    holders: holders.names.map(visibleText),
    managers: evaluation.territories.map(({ manager }) => visibleText(manager)),
    changes: [...changes],
    reasons: [...reasons.keys()],
    accounts: rows,
  };
}

/** Seven digits: nobody reads more. */
function short(value: number): number {
  return Number(value.toPrecision(7));
}
