import { parseNumber } from '../inputs/cells/number.js';
import type { InputProblem } from '../model/input-problem.js';
import type { Rule, RuleBound, RuleColumn, RuleLevel, RuleText } from '../model/rule.js';
import { isRemark, roleKey, ruleColumns } from '../model/rule.js';
import { fold } from '../model/table.js';
import type { ReportFault, RuleDefinition } from './definition.js';
import { everything, parseFilter, shortened, withoutFirst } from './filter.js';
import { definitions, type KnownRule, ruleKinds } from './kinds/index.js';
import { nearest } from './nearest.js';

export interface ParsedRules {
  readonly rules: readonly KnownRule[];
  readonly problems: readonly InputProblem[];
}

/** Reads rule rows as text into rules; every fault that can be seen without the accounts is collected. */
export function parseRules(file: string, rows: readonly RuleText[]): ParsedRules {
  const problems: InputProblem[] = [];
  const rules: KnownRule[] = [];
  const roles = rolesIn(rows);
  for (const text of rows) {
    const faulty = new Set<RuleColumn>();
    const report: ReportFault = (column, what, value, remedy) => {
      // A cell that could not be read is not missing as well.
      if (faulty.has(column)) return;
      faulty.add(column);
      problems.push({ file, row: text.row, column, what, value: shortened(value), remedy });
    };
    const role = roleOf(text, roles, report);
    // The role is whose the row is; what else it says of reps is read as in any row.
    const read = role === undefined ? text : { ...text, reps: withoutFirst(text.reps) };
    const rule = parseRule(read, report, faulty);
    if (rule !== undefined) rules.push(role === undefined ? rule : { ...rule, role, text });
  }
  checkAcrossRows(file, rules, problems);
  return { rules, problems };
}

/** The roles that rows give, by what they are compared by; each as the first of its rows has it. */
function rolesIn(rows: readonly RuleText[]): ReadonlyMap<string, string> {
  const roles = new Map<string, string>();
  for (const { rule, value } of rows) {
    if (definitions[fold(rule)]?.givesRole !== true || value.trim() === '') continue;
    if (!roles.has(roleKey(value))) roles.set(roleKey(value), value.trim());
  }
  return roles;
}

/** Whose the row is: a role's where its reps begin with `role = VALUE` and a role row gives that role. */
function roleOf(
  { rule, reps }: RuleText,
  roles: ReadonlyMap<string, string>,
  report: ReportFault,
): string | undefined {
  if (roles.size === 0 || definitions[fold(rule)]?.servesRoles !== true) return undefined;
  const [first] = parseFilter(reps).filter?.conditions ?? [];
  if (first === undefined || fold(first.column) !== 'role' || first.operator !== '=') {
    return undefined;
  }
  const named = first.values.flatMap((value) => roles.get(roleKey(value)) ?? []);
  if (named.length > 0 && first.values.length > 1) {
    report(
      'reps',
      'names several roles',
      reps,
      'write a row for each: a role is planned by itself',
    );
    return undefined;
  }
  return named[0];
}

function parseRule(
  text: RuleText,
  report: ReportFault,
  faulty: ReadonlySet<RuleColumn>,
): KnownRule | undefined {
  const kind = ruleKinds.find((known) => known === fold(text.rule));
  if (kind === undefined) {
    const meant = nearest(text.rule, ruleKinds);
    const remedy = `${meant === undefined ? '' : `did you mean ${meant}? `}use one of ${ruleKinds.join(', ')}`;
    report('rule', 'is no kind of rule', text.rule, remedy);
    return undefined;
  }
  const definition = definitions[kind];
  reportUnused(text, definition, report);
  const read = readCells(text, definition);
  const rule: Rule = {
    row: text.row,
    kind,
    name: text.name.trim(),
    accounts: filterOf(text, 'accounts', report),
    reps: filterOf(text, 'reps', report),
    metric: read.metric.trim(),
    top: wholeNumber(read, 'top', report),
    by: read.by.trim(),
    min: boundOf(read, 'min', definition, report),
    max: boundOf(read, 'max', definition, report),
    weight: weightOf(read, definition, report),
    value: read.value.trim(),
    level: levelOf(text, definition, report),
    note: text.note.trim(),
    text,
  };
  // Nor can anything be said of two bounds of which one could not be read.
  const boundFaulty = faulty.has('min') || faulty.has('max');
  definition.check(rule, (column, ...fault) => {
    if (boundFaulty && (column === 'min' || column === 'max')) return;
    report(column, ...fault);
  });
  // The columns that its kind does not read are blank, and that makes it a row of its kind.
  return rule as KnownRule;
}

/** A row's cells without those that its kind does not read. */
function readCells(text: RuleText, { uses }: RuleDefinition): RuleText {
  const unread = ruleColumns.filter((column) => !uses.includes(column));
  return { ...text, ...Object.fromEntries(unread.map((column) => [column, ''])) };
}

function reportUnused(text: RuleText, definition: RuleDefinition, report: ReportFault): void {
  for (const column of ruleColumns) {
    if (column === 'rule' || column === 'level' || isRemark(column)) continue;
    if (text[column].trim() === '' || definition.uses.includes(column)) continue;
    const instead = definition.instead?.[column];
    const hint = instead === undefined ? '' : `; ${instead}`;
    report(
      column,
      `is not used by a ${definition.kind} row`,
      text[column],
      `leave it blank; a ${definition.kind} row reads ${definition.uses.join(', ')}${hint}`,
    );
  }
}

function filterOf(text: RuleText, column: 'accounts' | 'reps', report: ReportFault) {
  const parsed = parseFilter(text[column]);
  if (parsed.fault === undefined) return parsed.filter;
  report(column, parsed.fault.what, text[column], parsed.fault.remedy);
  return everything;
}

function wholeNumber(text: RuleText, column: RuleColumn, report: ReportFault): number | undefined {
  if (text[column].trim() === '') return undefined;
  const parsed = parseNumber(text[column]);
  if (
    parsed !== undefined &&
    !parsed.percent &&
    Number.isInteger(parsed.value) &&
    parsed.value >= 0
  ) {
    return parsed.value;
  }
  report(column, 'is not a whole number', text[column], 'write a number such as 10');
  return undefined;
}

function boundOf(
  text: RuleText,
  column: 'min' | 'max',
  { anyBound }: RuleDefinition,
  report: ReportFault,
): RuleBound | undefined {
  if (text[column].trim() === '') return undefined;
  const parsed = parseNumber(text[column]);
  if (parsed === undefined) {
    report(column, 'is no number or percentage', text[column], 'write a number such as 30, or 30%');
    return undefined;
  }
  if (parsed.value < 0 && anyBound !== true) {
    report(column, 'is negative', text[column], 'write 0 or more');
    return undefined;
  }
  return { amount: parsed.value, percent: parsed.percent };
}

function weightOf(
  text: RuleText,
  { anyWeight }: RuleDefinition,
  report: ReportFault,
): number | undefined {
  if (text.weight.trim() === '') return undefined;
  const parsed = parseNumber(text.weight);
  if (parsed === undefined) {
    report('weight', 'is no number', text.weight, 'write a number such as 2');
    return undefined;
  }
  if (parsed.value < 0 && anyWeight !== true) {
    report('weight', 'is negative', text.weight, 'write 0 or more; 0 switches the row off');
    return undefined;
  }
  return parsed.value;
}

function levelOf(text: RuleText, definition: RuleDefinition, report: ReportFault): RuleLevel {
  const [standard] = definition.levels;
  const written = fold(text.level);
  if (written === '') return standard;
  if (written !== 'must' && written !== 'should') {
    report('level', 'is no level', text.level, 'write must or should, or leave it blank');
    return standard;
  }
  if (!definition.levels.includes(written)) {
    report(
      'level',
      `does not fit a ${definition.kind} row`,
      text.level,
      `every ${definition.kind} row is ${standard}; leave it blank`,
    );
    return standard;
  }
  return written;
}

/** Two rows that set the same thing would contradict each other. */
function checkAcrossRows(
  file: string,
  rules: readonly KnownRule[],
  problems: InputProblem[],
): void {
  const firstRow = new Map<string, number>();
  for (const rule of rules) {
    const { setsWeightOf, setTwice, defaultMetric = '' } = definitions[rule.kind];
    const term = setsWeightOf?.(rule);
    if (term === undefined || setTwice === undefined) continue;
    const sets = `${rule.role ?? ''} ${rule.kind} ${term}`;
    const first = firstRow.get(sets);
    if (first === undefined) {
      firstRow.set(sets, rule.row);
      continue;
    }
    problems.push({
      file,
      row: rule.row,
      column: 'metric',
      what: `is ${setTwice.how} by row ${first} already`,
      value: rule.metric === '' ? defaultMetric : rule.metric,
      remedy: setTwice.remedy,
    });
  }
}
