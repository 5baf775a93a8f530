import { Chalk } from 'chalk';
import { shortened } from '../csv/shortened.js';
import type { Disagreement, Verification } from '../model/verification.js';
import { numberWords, percentWords } from './number-words.js';
import type { PlanJson } from './plan-json.js';
import { wrappedLines } from './terminal/text-width.js';
import { visibleText } from './visible-text.js';

/** Where a verification is told. */
export interface VerificationPage {
  /** The folder as the user named it. */
  readonly folder: string;
  readonly plan: PlanJson;
  readonly columns: number;
  readonly colour: boolean;
}

const indent = 2;

/** A floor below this, in percent, says nothing. */
const leastFloorTold = 0.05;

/** What became of a verification, the verdict first. */
export function verificationText(verification: Verification, page: VerificationPage): string {
  const ink = new Chalk({ level: page.colour ? 1 : 0 });
  const { disagreements, unchecked, notes } = verification;
  const verdict = verdictOf(verification, page);
  const good = disagreements.length === 0 && unchecked.length === 0;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0
      ? []
      : [
          '',
          title,
          ...lines.flatMap((line) => wrappedLines(`  ${line}`, page.columns, indent + 2)),
        ];
  const lines = [
    ...wrappedLines(verdict, page.columns, 0).map((line) => ink.bold(good ? line : ink.red(line))),
    ...(good
      ? provenLines(verification, page).flatMap((line) =>
          wrappedLines(`  ${line}`, page.columns, indent + 2),
        )
      : []),
    ...section('What disagrees', disagreements.map(disagreementLine)),
    ...section('Not checked', unchecked.map(visibleText)),
    ...section('To know', notes.map(visibleText)),
  ];
  return `${lines.join('\n')}\n`;
}

function verdictOf(
  { disagreements, unchecked, counted }: Verification,
  page: VerificationPage,
): string {
  const { files, figures, accounts, differences } = counted;
  if (disagreements.length > 0) {
    const wrong = new Set(disagreements.map(({ file }) => file)).size;
    const things =
      differences === 1 ? 'one thing disagrees' : `${numberWords(differences)} things disagree`;
    return `Not verified: ${things}, in ${wrong === 1 ? 'one file' : `${wrong} files`}`;
  }
  if (unchecked.length > 0) {
    return `Not verified: not all of ${visibleText(page.folder)} could be checked`;
  }
  return `Verified: ${numberWords(files)} files, ${numberWords(accounts)} accounts, ${numberWords(figures)} figures`;
}

/** What was shown of a plan that is as it says. */
function provenLines({ proofs }: Verification, { plan }: VerificationPage): string[] {
  const lines = ['every file is byte for byte what follows from the inputs and assignments.csv'];
  const { value, gap = 0 } = plan.objective;
  if (proofs.bound !== undefined) {
    lines.push(
      `bound ${proofs.bound} proven again from certificate.json: objective ${value}, gap ${percentWords(100 * gap)}`,
    );
  }
  for (const [metric, floor] of proofs.floors) {
    if (floor < leastFloorTold) continue;
    lines.push(
      `proven again: no plan has a mean deviation in ${visibleText(metric)} below ${percentWords(floor)}`,
    );
  }
  if (plan.status === 'infeasible') {
    lines.push(
      proofs.infeasible
        ? 'proven again: no plan keeps every must rule'
        : 'the plan does not keep every must rule, as it says; it proves nothing of others',
    );
  }
  return lines;
}

function disagreementLine({ file, row, column, what, found, expected }: Disagreement): string {
  const place = `${file}:${row === undefined ? '' : `${row}:`}${column === undefined ? '' : ` ${column}:`}`;
  if (expected === undefined) return visibleText(`${place} ${what ?? ''}`);
  const cause = what === undefined ? '' : ` (${what})`;
  return visibleText(`${place} is ${shown(found)}, should be ${shown(expected)}${cause}`);
}

function shown(value: Disagreement['found']): string {
  if (typeof value !== 'string') return String(value);
  const isNumber = value !== '' && String(Number(value)) === value;
  return isNumber || /^[0-9a-f]{64}$/.test(value) ? value : `"${shortened(value)}"`;
}

/** The same for programs. */
export function verificationJson({ proofs, ...rest }: Verification): string {
  const { disagreements, unchecked, notes, counted } = rest;
  const { floors, ...proven } = proofs;
  const body = {
    verified: disagreements.length === 0 && unchecked.length === 0,
    ...counted,
    proven: { ...proven, unavoidable: Object.fromEntries(floors) },
    disagreements,
    unchecked,
    notes,
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}
