import { groupBy } from '../../model/grouping.js';
import { type Finding, type Severity, severities } from '../../validation/finding.js';
import {
  type Block,
  type Item,
  list,
  note,
  paragraph,
  type Section,
  section,
} from '../document/blocks.js';
import { terminalText } from '../document/terminal.js';
import { pageOf } from '../document/terminal-page.js';
import { plural } from '../document/words.js';
import { type DescribedFinding, describedFinding, gathered } from './said.js';
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
  const { findings, skipped } = parts;
  const wrong = wrongFiles(findings);
  let isCut = false;
  const graded = severities.flatMap((severity): Section[] => {
    const those = findings.filter((finding) => finding.severity === severity);
    if (those.length === 0) return [];
    const groups = byKindAndFile(those).map((group) => {
      const reported = gathered(group.map((finding) => describedFinding(finding)));
      const isConsequence = group[0].kind === 'input-error' && wrong.has(group[0].file);
      const most = isConsequence ? shownOfConsequences : shownOfKind;
      isCut ||= reported.length > most || reported.some(({ rows }) => rows.length > rowsShown);
      return groupSection(reported, most, group.length);
    });
    return [section(`${titles[severity]} (${those.length})`), ...groups];
  });
  return terminalText(pageOf(parts), {
    sections: [
      section(undefined, plainly(headline(parts))),
      ...graded,
      section(
        undefined,
        skipped.map((sentence) => paragraph(sentence, { depth: 0, hangs: true })),
      ),
      section(
        undefined,
        isCut ? plainly('Every one of them: --format csv, a worklist.') : undefined,
      ),
    ],
  });
}

function plainly(text: string): Block {
  return paragraph(text, { depth: 0 });
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
  return [...groupBy(findings, ({ kind, file }) => JSON.stringify([kind, file])).values()];
}

/** A remedy that is the same for all shown is said once, below them. */
function groupSection(
  reported: readonly DescribedFinding[],
  most: number,
  findings: number,
): Section {
  const shown = reported.slice(0, most);
  const [{ title, remedy, file }] = shown;
  const isShared = shown.length > 1 && shown.every((one) => one.remedy === remedy);
  const more = reported.length - shown.length;
  // A path stays in one piece, to be copied, however long it is.
  const path: Item = { label: `${title}, in`, text: `${file}: ${findings}` };
  return section(
    undefined,
    list([path], { gap: 1, overflow: 'whole below label' }),
    shown.flatMap((one) => [
      paragraph(`${place(one)}${phrase(one)}`, { depth: 2, hangs: true }),
      ...(isShared ? [] : [paragraph(one.remedy, { depth: 3, mark: '→' })]),
    ]),
    note(more > 0 ? `… and ${more} more` : undefined, 2),
    isShared ? paragraph(remedy, { depth: 2, mark: '→' }) : undefined,
  );
}

const rowsShown = 6;

/** `rows 3, 8:`, or `27 rows (2, 5, 6, 9, 11, 12, …):`; nothing where the whole file is meant. */
function place({ rows }: DescribedFinding): string {
  if (rows.length === 0) return '';
  const shown = rows.slice(0, rowsShown).join(', ');
  if (rows.length > rowsShown) return `${rows.length} rows (${shown}, …): `;
  return `${plural(rows.length, 'row', 'rows')} ${shown}: `;
}

function phrase({ subject, column, value, what }: DescribedFinding): string {
  const shown = value === '' ? [] : [quoted(value)];
  if (subject === 'value') return [...shown, what].join(' ');
  const named = column === '' ? [] : [column];
  if (subject === 'named') return [...named, ...shown, what].join(': ');
  return [...named, [...shown, what].join(' ')].join(': ');
}
