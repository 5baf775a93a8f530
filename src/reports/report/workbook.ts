import { changedAsFiled } from '../../evaluation/moves-of-note.js';
import type { ReportedRule } from '../../evaluation/story/rules.js';
import type { Problem } from '../../model/problem.js';
import { cellText, filledColumn, recordsAsFiled } from '../../model/table.js';
import { moneyColumn } from '../currency.js';
import {
  type Block,
  type ColumnOf,
  type FigureKind,
  figures,
  table,
  words,
} from '../document/blocks.js';
import type { PageCell, SheetPage } from '../document/sheet-page.js';
import { counted } from '../document/words.js';
import { type Sheet, workbookBytes } from '../document/workbook.js';
import { ownerName, repName } from '../explain/names.js';
import { handsColumns, handsRows } from '../hands-table.js';
import { moveColumns } from '../move-table.js';
import { leastCoveredFirst, pipelineColumns } from '../pipeline.js';
import type { PipelineJson } from '../plan-json.js';
import { moneyRepColumns, repColumns } from '../rep-table.js';
import { holderColumns, holdersOf } from '../roles.js';
import { cameOutWords, describeRow, rowLabel, ruleName, ruleNote } from '../rule-words.js';
import { glance } from './glance.js';
import { inputSection, methodSection, warningSection } from './method.js';
import type { ReportParts } from './parts.js';
import { priceWords } from './sections.js';
import { summaryPage } from './summary-page.js';

/** More tabs than this nobody finds their way in. */
const managersAtMost = 50;
const noManager = 'No manager';
const notesAtMost = 1000;

/** The plan as a workbook to work in: summary, reps, moves, all accounts, a tab a manager, rules. */
export async function reportWorkbook(parts: ReportParts): Promise<Uint8Array> {
  const { sheets, managersLeft } = accountSheets(parts);
  const more =
    managersLeft === 0
      ? []
      : [
          `${counted(managersLeft, 'manager')} more have no tab of their own: filter All accounts by Manager`,
        ];
  const reps = repSheet(parts);
  const all = [
    summaryPage(parts, reps),
    handsSheet(parts),
    reps,
    ...roleSheets(parts),
    ...pipelineSheet(parts),
    ...sheets,
    ruleSheet(parts),
    notesPage(parts, more),
  ];
  return workbookBytes('carve report', all);
}

/** All else that is told in sentences: how it was made, what was assumed, what it was made from. */
function notesPage(parts: ReportParts, more: readonly string[]): SheetPage {
  const sections = [
    glance(parts),
    methodSection(parts, notesAtMost),
    ...warningSection(parts, notesAtMost),
    inputSection(parts),
  ];
  const line = (value: string): PageCell[] => [{ value, across: 1 }];
  const rows = [
    ...sections.flatMap(({ title = '', blocks }): PageCell[][] => [
      [{ value: title, look: 'section' }],
      ...blocks.flatMap(noteLines).map(line),
      [],
    ]),
    ...more.map(line),
  ];
  return { name: 'Notes', widths: [120], rows };
}

function noteLines(block: Block): string[] {
  if (block.is !== 'list') return [];
  return block.items.flatMap(({ text, details = [] }) => [
    text,
    ...details.map((detail) => `    ${detail}`),
  ]);
}

/** All that changes hands, by how. */
function handsSheet({ plan, problem }: ReportParts): Sheet {
  const { changingHands } = plan.evaluation;
  const rows = handsRows(changingHands);
  const name = 'Changes hands';
  const [how, ...columns] = handsColumns(problem, changingHands);
  const named = [{ ...how, title: 'Accounts that' }, ...columns];
  return { name, table: table(rows, named), isTable: true };
}

/** Every rep before and after, from the greatest gain in potential to the greatest loss. */
function repSheet({ planSummary, problem }: ReportParts): Sheet {
  const balanced = new Set(planSummary.evenness.map(({ metric }) => metric));
  const reps = planSummary.reps.map(({ territory }) => territory);
  const columns = [
    repColumns.id,
    repColumns.rep,
    repColumns.manager,
    repColumns.accounts,
    repColumns.accountsIn,
    repColumns.accountsOut,
    repColumns.potential,
    ...(balanced.has('potential') ? [repColumns.potentialTarget, repColumns.potentialOff] : []),
    repColumns.workload,
    ...(balanced.has('workload') ? [repColumns.workloadTarget, repColumns.workloadOff] : []),
    ...moneyRepColumns(problem, reps),
  ];
  return { name: 'Reps', table: table(reps, columns), isTable: true, frozen: 2 };
}

/** Everybody in a role, a tab for each. */
function roleSheets({ plan }: ReportParts): readonly Sheet[] {
  return (plan.roles ?? []).map((told) => {
    const { territories } = told.plan.evaluation;
    const rows = holdersOf(told).map((rep) => territories[rep]);
    const columns = [repColumns.id, ...holderColumns(told)];
    return { name: `Role ${told.role.name}`, table: table(rows, columns), isTable: true };
  });
}

/** Pipeline against quota by rep, the least covered first; none where nothing tells. */
function pipelineSheet({ problem, made: { pipeline } }: ReportParts): Sheet[] {
  if (pipeline === undefined || pipeline.reps.length === 0) return [];
  const [rep, ...others] = pipelineColumns(problem, pipeline);
  const share = (title: string, of: (one: PipelineJson['reps'][number]) => number | null) =>
    figures<PipelineJson['reps'][number]>(title, 'percent', (one) => {
      const cover = of(one);
      return cover === null ? undefined : 100 * cover;
    });
  const columns = [
    rep,
    ...others.slice(0, -1),
    share('Cover of quota left today', ({ cover_before: before }) => before),
    share('Cover of quota left', ({ cover }) => cover),
  ];
  return [{ name: 'Pipeline', table: table(leastCoveredFirst(pipeline), columns), isTable: true }];
}

const stateColours = new Map([
  ['met', 'good'],
  ['in part', 'warn'],
  ['broken', 'bad'],
] as const);

/** The rules in plain English with their state, and their price where it is known. */
function ruleSheet({ planSummary, problem, plan }: ReportParts): Sheet {
  const isPriced = planSummary.rules.some(
    ({ price, atMost }) => price !== undefined || atMost !== undefined,
  );
  const stateOf = ({ status, level }: ReportedRule): string =>
    status === 'broken' && level === 'should' ? 'in part' : status;
  const columns: ColumnOf<ReportedRule>[] = [
    words('Rule', ({ name }) => ruleName(problem, name), { width: 26 }),
    words('Row', ({ name }) => rowLabel(name), { width: 12 }),
    words('Level', ({ level }) => level, { width: 9 }),
    words('State', stateOf, { width: 9 }),
    words('What it asks', ({ name }) => describeRow(problem, name), { width: 48 }),
    words('How it came out', (rule) => cameOutWords(rule), { width: 36 }),
    ...(isPriced
      ? [
          words<ReportedRule>('What it costs', (rule) => priceWords(rule, plan.evaluation), {
            width: 26,
          }),
        ]
      : []),
    words('Note', ({ name }) => ruleNote(problem, name), { width: 36 }),
  ];
  return {
    name: 'Rules',
    table: table(planSummary.rules, columns),
    isTable: true,
    colours: new Map([['State', stateColours]]),
  };
}

/** The accounts that change hands, all accounts, and the accounts of each manager's reps, before or after. */
function accountSheets(parts: ReportParts): {
  readonly sheets: readonly Sheet[];
  /** Managers whose accounts have no tab of their own. */
  readonly managersLeft: number;
} {
  const { problem, plan } = parts;
  const columns = accountColumns(parts);
  const sheet = (name: string, accounts: Iterable<number>): Sheet => ({
    name,
    table: table([...accounts], columns),
    isTable: true,
  });
  const byManager = accountsByManager(problem, plan.evaluation.assignment);
  const managers = [...byManager.keys()];
  const shown = managers.slice(0, managersAtMost);
  return {
    sheets: [
      sheet('Moves', changedAsFiled(problem, plan.evaluation)),
      sheet('All accounts', recordsAsFiled(problem.accounts)),
      ...shown.map((manager) => sheet(manager, byManager.get(manager) ?? [])),
    ],
    managersLeft: managers.length - shown.length,
  };
}

/** None where nobody has a manager. */
function accountsByManager(
  problem: Problem,
  assignment: Int32Array,
): ReadonlyMap<string, readonly number[]> {
  const managers = filledColumn(problem.reps, 'manager');
  const found = new Map<string, number[]>();
  if (managers === undefined) return found;
  const nameOf = problem.repIds.map((_, rep) => cellText(managers, rep) || noManager);
  for (const rep of recordsAsFiled(problem.reps)) found.set(nameOf[rep], []);
  for (const account of recordsAsFiled(problem.accounts)) {
    const [had, has] = [problem.owner[account], assignment[account]].map((rep) =>
      rep < 0 ? undefined : nameOf[rep],
    );
    if (has !== undefined) found.get(has)?.push(account);
    if (had !== undefined && had !== has) found.get(had)?.push(account);
  }
  return found;
}

function accountColumns({ problem, plan }: ReportParts): ColumnOf<number>[] {
  const { evaluation } = plan;
  const { accounts, reps } = problem;
  const managers = filledColumn(reps, 'manager');
  const shownColumns = moveColumns(problem, evaluation);
  const rep = (account: number): number => evaluation.assignment[account];
  /** A column of the account file, where it holds anything. */
  const given = (
    title: string,
    name: string,
    width: number,
    kind?: FigureKind,
  ): ColumnOf<number>[] => {
    const column = filledColumn(accounts, name);
    if (column === undefined) return [];
    const of = (account: number): string | number =>
      column.kind === 'number'
        ? column.values[account]
        : column.kind === 'date'
          ? column.days[account]
          : cellText(column, account);
    return [{ title, width, ...(kind !== undefined && { kind }), of }];
  };
  return [
    words('Account id', (account) => problem.accountIds[account], { width: 18 }),
    ...given('Account', 'account_name', 32),
    words('Rep id', (account) => (rep(account) < 0 ? '' : problem.repIds[rep(account)]), {
      width: 12,
    }),
    words('Rep', (account) => repName(problem, rep(account)), { width: 22 }),
    ...(managers === undefined
      ? []
      : [
          words<number>(
            'Manager',
            (account) => (rep(account) < 0 ? '' : cellText(managers, rep(account))),
            { width: 18 },
          ),
        ]),
    words('Change', (account) => evaluation.change[account], { width: 11 }),
    words('Before', (account) => ownerName(problem, account), { width: 22 }),
    shownColumns.potential,
    shownColumns.workload,
    ...(problem.hasArr ? [shownColumns.arr] : []),
    ...given('Open pipeline', 'open_pipeline', 14, 'amount').map((column) =>
      moneyColumn(problem, 'open_pipeline', column),
    ),
    ...given('Renewal', 'renewal_date', 12, 'date'),
    ...given('Segment', 'segment', 14),
    ...given('Region', 'region', 14),
    shownColumns.why,
    ...(plan.roles ?? []).flatMap(({ role, problem: own, plan: { evaluation: ofRole } }) => {
      const has = (account: number): number =>
        role.rowOf[account] < 0 ? -1 : ofRole.assignment[account];
      return [
        words<number>(
          role.name,
          (account) => (has(account) < 0 ? '' : repName(own, has(account))),
          {
            width: 22,
          },
        ),
        words<number>(
          `${role.name} change`,
          (account) => (role.rowOf[account] < 0 ? '' : ofRole.change[account]),
          { width: 11 },
        ),
      ];
    }),
  ];
}
