import {
  bdi,
  head,
  html,
  list as listOf,
  type Markup,
  pageColumn,
  pageTable,
  section,
} from '../../document/html.js';
import { quality, type ReportedRole, verdict } from '../../plan-words.js';
import { asReported, holderColumns, holdersOf, roleTitle } from '../../roles.js';
import type { PageContext } from '../telling.js';
import { evennessWords } from './proof.js';

/** Who else looks after the accounts: each role by itself; nothing where no row gives one. */
export function roles(pageContext: PageContext): Markup | undefined {
  const { plan, problem } = pageContext;
  const told = plan.roles ?? [];
  if (told.length === 0) return undefined;
  return section(
    'roles',
    'Who else looks after the accounts',
    html`<p>Each role is planned by itself, after the reps: its people take no part in the main assignment, and its shares, rules and proof are its own.</p>
${told.map((one) => roleOf(one, roleTitle(one, problem)))}`,
  );
}

/** Whether it is proven that no plan keeps a role's must rows is told by the command, not here. */
function roleOf(role: ReportedRole, title: string): Markup {
  const told = { ...role, plan: { ...role.plan, provenInfeasible: false } };
  const { plan, problem } = told;
  const { territories, before, after } = plan.evaluation;
  const [, ...columns] = holderColumns(told);
  const evenness = [...after.evenness].map(([metric, one]) => ({
    metric,
    before: before.evenness.get(metric),
    after: one,
  }));
  return html`<h3>${title}</h3>
<p class="lead">${verdict(asReported(told))}.</p>
<p>${quality(asReported(told))}</p>
${pageTable(
  `Everybody who is ${told.role.name}`,
  holdersOf(told).map((rep) => territories[rep]),
  [head('Name', ({ name }) => html`${bdi(name)}`), ...columns.map((column) => pageColumn(column))],
)}
${evennessWords(evenness)}
${problem.warnings.length > 0 && listOf(problem.warnings)}`;
}
