import type { Problem } from '../model/problem.js';
import type { RuleText } from '../model/rule.js';
import { definitions } from '../rules/kinds/index.js';
import { wrapped } from './document/text-width.js';
import { visibleText } from './document/visible-text.js';
import { plural } from './document/words.js';

/** What a run tells on stderr although nothing is wrong. */
export interface NotesParts {
  /** Sentences of the readers: headers taken for other columns, cells read in a special way. */
  readonly notes: readonly string[];
  /** Rows that carve drafted, the reason in their `note`. */
  readonly drafted: readonly RuleText[];
  readonly problem: Pick<Problem, 'assumptions' | 'warnings' | 'rules'>;
  /** Width of the terminal; undefined where each note is to stay on one line. */
  readonly columns?: number | undefined;
  /** Warnings alone, and no more than so many: on a screen that has more to show. */
  readonly most?: number | undefined;
}

/** The notes, one after the other; empty when there is nothing to tell. */
export function notesText(parts: NotesParts): string {
  const { assumptions, warnings } = parts.problem;
  const lines = [
    ...parts.notes,
    ...assumptions.map((text) => `assumed: ${text}`),
    ...draftedLines(parts),
    ...warnings.map((text) => `warning: ${text}`),
  ];
  const shown = parts.most === undefined ? lines : shortened(lines, parts.most);
  return shown.flatMap((line) => noteLines(line, parts.columns)).join('');
}

function shortened(lines: readonly string[], most: number): readonly string[] {
  const shown = lines.filter((line) => line.startsWith('warning: ')).slice(0, most);
  const rest = lines.length - shown.length;
  if (rest === 0) return shown;
  const more = shown.length === 0 ? '' : 'more ';
  return [...shown, `${rest} ${more}${plural(rest, 'note', 'notes')} on the input: --verbose`];
}

function draftedLines({ drafted, problem }: NotesParts): string[] {
  if (drafted.length === 0) return [];
  const byRow = new Map(problem.rules.map((rule) => [rule.row, rule]));
  return drafted.map((text) => {
    const rule = byRow.get(text.row);
    const described = rule === undefined ? text.rule : definitions[rule.kind].say(rule);
    const reason = draftReason(text);
    return `drafted rule, row ${text.row}: ${described}${reason === '' ? '' : ` (${reason})`}`;
  });
}

/** Why a row was drafted: its note without the word that says that it was. */
function draftReason(text: RuleText): string {
  return text.note.replace(/^drafted:\s*/i, '');
}

function noteLines(note: string, columns: number | undefined): string[] {
  const lines = columns === undefined ? [visibleText(note)] : wrapped(note, columns - 2);
  return lines.map((line, index) => `${index === 0 ? '' : '  '}${line}\n`);
}
