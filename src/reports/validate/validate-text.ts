import { type Finding, type Severity, severities } from '../../validation/finding.js';
import { displayWidth, wrapped } from '../terminal/text-width.js';
import { visibleText } from '../visible-text.js';
import { gathered } from './gathered.js';
import { type SaidFinding, said } from './said.js';
import { countsOf } from './validate-json.js';
import { counted, quoted } from './words.js';

export interface ValidateText {
  readonly findings: readonly Finding[];
  /** What could not be judged, as sentences. */
  readonly skipped: readonly string[];
  readonly accounts: number;
  readonly reps: number;
  /** Width of the terminal; 60 to 100 are used, 80 unless told. */
  readonly columns?: number | undefined;
}

/** Of each kind this many are shown; the worklist has them all. */
const shownOfKind = 5;
/** What is wrong in a file that is another one follows from that. */
const shownOfConsequences = 1;
const titles: Readonly<Record<Severity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  note: 'Notes',
};

/** The findings by severity and kind, the first few of each. */
export function validateText(parts: ValidateText): string {
  const { findings } = parts;
  const width = Math.min(100, Math.max(60, parts.columns ?? 80));
  const lines = wrapped(headline(parts), width);
  let isCut = false;
  const wrong = wrongFiles(findings);
  for (const severity of severities) {
    const graded = findings.filter((finding) => finding.severity === severity);
    if (graded.length > 0) lines.push('', `${titles[severity]} (${graded.length})`);
    for (const group of byKindAndFile(graded)) {
      const told = gathered(group.map((finding) => said(finding)));
      const isConsequence = group[0].kind === 'input-error' && wrong.has(group[0].file);
      const most = isConsequence ? shownOfConsequences : shownOfKind;
      lines.push(...groupLines(told, most, group.length, width));
      isCut ||= told.length > most || told.some(({ rows }) => rows.length > rowsShown);
    }
  }
  if (parts.skipped.length > 0) lines.push('');
  for (const sentence of parts.skipped) lines.push(...hung('', sentence, width));
  if (isCut) lines.push('', ...wrapped('Every one of them: --format csv, a worklist.', width));
  return `${lines.join('\n')}\n`;
}

function headline({ findings, accounts, reps }: ValidateText): string {
  const { error, warning, note } = countsOf(findings);
  const looked = `${counted(accounts, 'account')} and ${counted(reps, 'rep')}`;
  if (findings.length === 0) return `Nothing found in ${looked}.`;
  const counts = [counted(error, 'error'), counted(warning, 'warning'), counted(note, 'note')];
  return `${counts.join(', ')} in ${looked}`;
}

function wrongFiles(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(
    findings.flatMap((finding) =>
      finding.kind === 'wrong-file'
        ? [finding.file, finding.facts.swappedWith?.file ?? finding.file]
        : [],
    ),
  );
}

function byKindAndFile(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.kind, finding.file]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/** A remedy that is the same for all shown is said once, under the title. */
function groupLines(
  told: readonly SaidFinding[],
  most: number,
  findings: number,
  width: number,
): string[] {
  const shown = told.slice(0, most);
  const [{ title, remedy, file }] = shown;
  const isShared = shown.length > 1 && shown.every((one) => one.remedy === remedy);
  const lines = ['', ...heading(title, `${visibleText(file)}: ${findings}`, width)];
  for (const one of shown) {
    lines.push(...hung('    ', `${place(one)}${phrase(one)}`, width));
    if (!isShared) lines.push(...hung('      → ', one.remedy, width));
  }
  const more = told.length - shown.length;
  if (more > 0) lines.push(`    … and ${more} more`);
  if (isShared) lines.push(...hung('    → ', remedy, width));
  return lines;
}

/** A path stays in one piece, to be copied, however long it is. */
function heading(title: string, path: string, width: number): string[] {
  const line = `  ${title}, in ${path}`;
  return displayWidth(line) <= width ? [line] : [`  ${title}, in`, `    ${path}`];
}

const rowsShown = 6;

/** `rows 3, 8:`, or `27 rows (2, 5, 6, 9, 11, 12, …):`; nothing where the whole file is meant. */
function place({ rows }: SaidFinding): string {
  if (rows.length === 0) return '';
  const shown = rows.slice(0, rowsShown).join(', ');
  if (rows.length > rowsShown) return `${rows.length} rows (${shown}, …): `;
  return `${rows.length === 1 ? 'row' : 'rows'} ${shown}: `;
}

function phrase({ subject, column, value, what }: SaidFinding): string {
  const shown = value === '' ? [] : [quoted(value)];
  if (subject === 'value') return [...shown, what].join(' ');
  const named = column === '' ? [] : [column];
  if (subject === 'named') return [...named, ...shown, what].join(': ');
  return [...named, [...shown, what].join(' ')].join(': ');
}

function hung(start: string, text: string, width: number): string[] {
  const hang = start.replace(/→/, ' ');
  const further = start.trim() === '' ? `${hang}  ` : hang;
  return wrapped(text, width - further.length).map((line, index) =>
    index === 0 ? start + line : further + line,
  );
}
