import { reportedRules } from '../evaluation/story/rules.js';
import type { Territory } from '../evaluation/types.js';
import { AccountState, type Problem } from '../model/problem.js';
import { recordsAsFiled } from '../model/table.js';
import {
  type ColumnOf,
  list,
  note,
  paragraph,
  type Section,
  section,
  sectionIf,
  table,
} from './document/blocks.js';
import { counted, plural } from './document/words.js';
import { evennessTable } from './evenness-table.js';
import { quality, type ReportedPlan, type ReportedRole, verdict } from './plan-words.js';
import { repColumns } from './rep-table.js';
import { cameOutWords, ruleLine } from './rule-words.js';

const holdersAtMost = 40;
const rulesAtMost = 12;

/** Who else looks after the accounts, a section for each role: its own changes, evenness, rules and proof. */
export function roleSections({ plan, problem }: ReportedPlan): readonly Section[] {
  return (plan.roles ?? []).map((role) => roleSection(role, problem));
}

function roleSection(told: ReportedRole, main: Problem): Section {
  const { problem, plan } = told;
  const { territories } = plan.evaluation;
  const holders = holdersOf(told);
  const shown = holders.slice(0, holdersAtMost);
  const more = holders.length - shown.length;
  const rules = reportedRules(plan.evaluation.outcomes);
  const broken = rules.filter(({ status }) => status === 'broken');
  const { before, after } = plan.evaluation;
  return section(
    roleTitle(told, main),
    paragraph(`${verdict(asReported(told))}.`),
    evennessTable(before.evenness, after.evenness),
    table(
      shown.map((rep) => territories[rep]),
      holderColumns(told),
    ),
    note(more > 0 ? `… and ${more} more in roles.csv` : undefined),
    broken.length === 0
      ? undefined
      : list(
          broken.slice(0, rulesAtMost).map((rule) => ({
            mark: rule.level === 'must' ? '✗' : '~',
            markTone: rule.level === 'must' ? ('bad' as const) : ('warn' as const),
            text: ruleLine(problem, rule.name),
            tail: cameOutWords(rule),
          })),
        ),
    paragraph(quality(asReported(told))),
    problem.warnings.length === 0
      ? undefined
      : list(problem.warnings.map((text) => ({ mark: '•', text }))),
  );
}

/** "SDR: 3 people look after 6 of 7 accounts". */
export function roleTitle(told: ReportedRole, main: Problem): string {
  const planned = (problem: Problem): number =>
    problem.state.filter((state) => state === AccountState.planned).length;
  const holders = told.problem.live.filter((live) => live === 1).length;
  const who = `${counted(holders, 'person', 'people')} ${plural(holders, 'looks', 'look')} after`;
  return `${told.role.name}: ${who} ${planned(told.problem)} of ${counted(planned(main), 'account')}`;
}

/** The same in a line or two a role, for one screen. */
export function roleLines({ plan: { roles = [] }, problem }: ReportedPlan): readonly Section[] {
  return inLines(roles, problem, (role) => [`${verdict(role)}.`, quality(role)]);
}

/** A role in its title and some lines. */
function inLines(
  roles: readonly ReportedRole[],
  main: Problem,
  detailsOf: (role: ReportedPlan) => readonly string[],
): readonly Section[] {
  return sectionIf(
    roles.length > 0,
    'Who else looks after the accounts',
    list(
      roles.map((told) => ({
        text: roleTitle(told, main),
        details: detailsOf(asReported(told)),
      })),
    ),
  );
}

/** A role in the form in which a plan is told. */
export function asReported({ plan, problem }: ReportedRole): ReportedPlan {
  return { plan, problem, drafted: [] };
}

/** Whoever has the role, in the order of the file. */
export function holdersOf({ problem }: ReportedRole): readonly number[] {
  return recordsAsFiled(problem.reps).filter((rep) => problem.live[rep] === 1);
}

/** What is told of everybody who has the role. */
export function holderColumns({ plan }: ReportedRole): readonly ColumnOf<Territory>[] {
  const { evenness } = plan.evaluation.after;
  return [
    repColumns.rep,
    repColumns.accounts,
    repColumns.workload,
    ...(evenness.has('workload') ? [repColumns.workloadOff] : []),
    ...(evenness.has('potential') ? [repColumns.potential, repColumns.potentialOff] : []),
  ];
}

/** What becomes of the roles in a plan that goes on from another, a line each. */
export function roleChanges(
  { roles = [] }: Pick<ReportedPlan['plan'], 'roles'>,
  main: Problem,
): readonly Section[] {
  return inLines(roles, main, (role) => [`${verdict(role)}; whoever could stay did`]);
}
