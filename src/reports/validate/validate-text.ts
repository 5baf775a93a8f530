import { type Finding, type Severity, severities } from '../../hygiene/finding.js';
import { wrapped } from '../terminal/text-width.js';
import { visibleText } from '../visible-text.js';
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
  for (const severity of severities) {
    const graded = findings.filter((finding) => finding.severity === severity);
    if (graded.length > 0) lines.push('', `${titles[severity]} (${graded.length})`);
    for (const group of byKind(graded)) {
      lines.push(...groupLines(group, width));
      isCut ||= group.length > shownOfKind;
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

function byKind(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.kind);
    if (group === undefined) groups.set(finding.kind, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/** A remedy that is the same for all shown is said once, under the title. */
function groupLines(group: readonly Finding[], width: number): string[] {
  const shown = group.slice(0, shownOfKind).map((finding) => said(finding));
  const [{ title, remedy }] = shown;
  const isShared = shown.length > 1 && shown.every((one) => one.remedy === remedy);
  const lines = ['', ...wrapped(`${title}: ${group.length}`, width - 2).map((text) => `  ${text}`)];
  for (const one of shown) {
    lines.push(...hung('    ', `${place(one)} ${sentence(one)}`, width));
    if (!isShared) lines.push(...hung('      → ', one.remedy, width));
  }
  const more = group.length - shown.length;
  if (more > 0) lines.push(`    … and ${more} more`);
  if (isShared) lines.push(...hung('    → ', remedy, width));
  return lines;
}

const rowsShown = 6;

/** `accounts.csv:3,8:` as in every message of carve. */
function place({ file, rows }: SaidFinding): string {
  if (rows.length === 0) return `${visibleText(file)}:`;
  const shown = rows.slice(0, rowsShown).join(',');
  return `${visibleText(file)}:${shown}${rows.length > rowsShown ? ',…' : ''}:`;
}

function sentence({ column, value, what }: SaidFinding): string {
  const named = column === '' ? '' : `${column}: `;
  return value === '' ? `${named}${what}` : `${named}${quoted(value)} ${what}`;
}

function hung(start: string, text: string, width: number): string[] {
  const hang = start.replace(/→/, ' ');
  const further = start.trim() === '' ? `${hang}  ` : hang;
  return wrapped(text, width - further.length).map((line, index) =>
    index === 0 ? start + line : further + line,
  );
}
