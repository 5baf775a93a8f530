import type { InputProblem } from '../../model/input-problem.js';
import { type RuleColumn, type RuleText, ruleColumns } from '../../model/rule.js';
import type { FileForm } from './file-form.js';
import { type ReadingNote, shortened } from './findings.js';
import { unguardFormula } from './formula-guard.js';
import { headerKey } from './header-key.js';
import { inRowOrder, readRecords } from './records.js';

export interface RulesReading {
  readonly rules: readonly RuleText[];
  readonly problems: readonly InputProblem[];
  /** Sentences about what was taken for what. */
  readonly notes: readonly ReadingNote[];
}

export interface RulesOptions {
  /** A header alone will do: the rules-used.csv of a plan without rules. */
  readonly mayBeEmpty?: boolean;
  /** Rules are always written with a decimal point and unmistakable dates; the rest of it counts. */
  readonly form?: FileForm | undefined;
}

/** Reads the rows of rules.csv as text, each with its row number; comment rows are left out. */
export function readRules(
  file: string,
  bytes: Uint8Array,
  options: RulesOptions = {},
): RulesReading {
  const rules: RuleText[] = [];
  const found: InputProblem[] = [];
  let ruleIndex = 0;
  let width = 0;
  // A comma in a private note makes a row too long: what stands from there on may all be private.
  let privateAt = -1;
  const reading = readRecords(
    file,
    bytes,
    (header, headerRow) => {
      const names = header.map((name) => ruleColumn(name));
      ruleIndex = names.indexOf('rule');
      width = names.length;
      privateAt = names.indexOf('private');
      found.push(...headerFaults(file, header, names, headerRow));
      if (ruleIndex === -1) return () => {};
      return (cells, row) => {
        const rule = blankRule(row);
        names.forEach((name, index) => {
          if (name !== undefined) rule[name] = unguardFormula(cells[index].trim());
        });
        rules.push(rule);
        if (rule.rule !== '') return;
        found.push({
          file,
          row,
          column: 'rule',
          what: 'is empty',
          value: shortened(cells.filter((_, index) => names[index] !== 'private').join(' | ')),
          remedy: 'name the kind of rule, or begin the cell with # to make the row a comment',
        });
      };
    },
    {
      // A comment need not have as many cells as the header, so it is told by its first as well.
      isComment: (cells) =>
        isComment(cells[ruleIndex]) || (cells.length !== width && isComment(cells[0])),
      shownOf: (cells) => cells.slice(0, privateAt < 0 ? undefined : privateAt),
      mayBeEmpty: options.mayBeEmpty === true,
      encoding: options.form?.encoding,
    },
  );
  const notes = reading.notes.map((text) => ({ file, text }));
  return { rules, problems: inRowOrder([...reading.problems, ...found]), notes };
}

function isComment(cell: string | undefined): boolean {
  return cell?.trimStart().startsWith('#') === true;
}

function ruleColumn(header: string): RuleColumn | undefined {
  const key = headerKey(header);
  return ruleColumns.find((name) => name === key);
}

function headerFaults(
  file: string,
  header: readonly string[],
  names: readonly (RuleColumn | undefined)[],
  row: number,
): InputProblem[] {
  const problems: InputProblem[] = [];
  const unknown = header.filter((name, index) => name !== '' && names[index] === undefined);
  if (!names.includes('rule') && unknown.length > names.filter(Boolean).length) {
    const some = unknown.slice(0, 3).map((name) => `"${name}"`);
    const more = unknown.length > some.length ? ` and ${unknown.length - some.length} more` : '';
    const what = `is no rules file: it has no column "rule", but ${some.join(', ')}${more}`;
    const remedy = `name a file with ${ruleColumns.join(', ')} in its first row; carve init drafts one`;
    return [{ file, row, what, remedy }];
  }
  if (!names.includes('rule')) {
    problems.push({
      file,
      row,
      what: 'has no column "rule"',
      remedy: `name the columns in the first row: ${ruleColumns.join(', ')}`,
    });
  }
  header.forEach((name, index) => {
    if (name === '' || names[index] !== undefined) return;
    problems.push({
      file,
      row,
      column: name,
      what: 'is no column of a rules file',
      remedy: `take one of: ${ruleColumns.join(', ')}`,
    });
  });
  return problems;
}

function blankRule(row: number): { -readonly [Key in keyof RuleText]: RuleText[Key] } {
  return {
    row,
    rule: '',
    name: '',
    accounts: '',
    reps: '',
    metric: '',
    top: '',
    by: '',
    min: '',
    max: '',
    weight: '',
    value: '',
    level: '',
    note: '',
    private: '',
  };
}
