import type { RepGain } from '../../../evaluation/story/winners.js';
import { cameOutWords } from '../../outcome-words.js';
import { rowLabel, rowSaid } from '../../row-words.js';
import { verdict } from '../../terminal/verdict.js';
import { glance } from '../glance.js';
import { inputSection, methodSection, warningSection } from '../method.js';
import type { ReportParts } from '../parts.js';
import { priceWords } from '../rules.js';
import type { CellFormat, Sheet, SheetCell, SheetColumn } from './sheet.js';

const notesAtMost = 1000;

/** The verdict and all that is told in sentences. */
export function summarySheet(parts: ReportParts, more: readonly string[]): Sheet {
  const sections = [
    glance(parts),
    methodSection(parts, notesAtMost),
    ...warningSection(parts, notesAtMost),
    inputSection(parts),
  ];
  const rows: SheetCell[][] = [
    [verdict(parts)],
    ...sections.flatMap(({ title, items = [] }) => [
      [],
      [title],
      ...items.flatMap(({ text, details }) => [
        ['', text],
        ...details.map((detail) => ['', '', detail]),
      ]),
    ]),
    ...(more.length === 0 ? [] : [[], ...more.map((text) => [text])]),
  ];
  const column = (width: number): SheetColumn => ({ title: '', format: 'text', width });
  return { name: 'Summary', columns: [column(4), column(4), column(100)], rows, isTable: false };
}

interface RepColumn extends SheetColumn {
  readonly cell: (one: RepGain) => SheetCell;
}

/** Every rep before and after, from the greatest gain in potential to the greatest loss. */
export function repSheet({ story, problem }: ReportParts): Sheet {
  const column = (
    title: string,
    format: CellFormat,
    cell: RepColumn['cell'],
    width = 13,
  ): RepColumn => ({ title, format, width, cell });
  const balanced = new Set(story.evenness.map(({ metric }) => metric));
  const columns = [
    column('Rep id', 'text', ({ territory }) => territory.rep_id),
    column('Rep', 'text', ({ territory }) => territory.name, 24),
    column('Manager', 'text', ({ territory }) => territory.manager, 18),
    column('Accounts before', 'count', ({ territory }) => territory.accounts_before),
    column('Accounts', 'count', ({ territory }) => territory.accounts),
    column('In', 'count', ({ territory }) => territory.accounts_in, 8),
    column('Out', 'count', ({ territory }) => territory.accounts_out, 8),
    column('Potential before', 'amount', ({ territory }) => territory.potential_before),
    column('Potential', 'amount', ({ territory }) => territory.potential),
    ...(balanced.has('potential')
      ? [
          column('Potential target', 'amount', ({ territory }) => territory.potential_target),
          column('Off target before', 'percent', ({ territory: one }) =>
            one.live ? one.potential_deviation_before_pct / 100 : undefined,
          ),
          column('Off target', 'percent', ({ territory: one }) =>
            one.live ? one.potential_deviation_pct / 100 : undefined,
          ),
        ]
      : []),
    column('Workload before', 'amount', ({ territory }) => territory.workload_before),
    column('Workload', 'amount', ({ territory }) => territory.workload),
    ...(balanced.has('workload')
      ? [
          column('Workload target', 'amount', ({ territory }) => territory.workload_target),
          column('Workload off before', 'percent', ({ territory: one }) =>
            one.live ? one.workload_deviation_before_pct / 100 : undefined,
          ),
          column('Workload off', 'percent', ({ territory: one }) =>
            one.live ? one.workload_deviation_pct / 100 : undefined,
          ),
        ]
      : []),
    ...(problem.hasArr
      ? [
          column('ARR before', 'amount', ({ territory }) => territory.arr_before),
          column('ARR', 'amount', ({ territory }) => territory.arr),
        ]
      : []),
  ];
  return {
    name: 'Reps',
    columns,
    rows: story.reps.map((one) => columns.map(({ cell }) => cell(one))),
    isTable: true,
  };
}

/** The rules in plain English with their state, and their price where it is known. */
export function ruleSheet({ story, problem, plan }: ReportParts): Sheet {
  const priced = story.rules.some(
    ({ price, atMost }) => price !== undefined || atMost !== undefined,
  );
  const column = (title: string, width: number): SheetColumn => ({ title, format: 'text', width });
  const noteOf = new Map<unknown, string>(problem.rules.map(({ row, note }) => [row, note]));
  return {
    name: 'Rules',
    columns: [
      column('Rule', 12),
      column('Level', 9),
      column('State', 9),
      column('What it asks', 70),
      column('How it came out', 50),
      ...(priced ? [column('What it costs', 50)] : []),
      column('Note', 40),
    ],
    rows: story.rules.map((rule) => [
      rowLabel(rule.name),
      rule.level,
      rule.status === 'broken' && rule.level === 'should' ? 'in part' : rule.status,
      rowSaid(problem, rule.name),
      cameOutWords(rule),
      ...(priced ? [priceWords(rule, plan.evaluation)] : []),
      noteOf.get(rule.name) ?? '',
    ]),
    isTable: true,
  };
}
