import { nearScores } from '../evaluation/proven.js';
import { shortened } from '../inputs/csv/findings.js';
import type {
  Disagreement,
  DisagreementRole,
  Verification,
  VerifiedProofs,
  VerifiedRole,
} from '../model/verification.js';
import { numberWords, percentWords } from './document/numbers.js';
import { logLines } from './document/terminal.js';
import { pageOf } from './document/terminal-page.js';
import { andList, counted } from './document/words.js';
import type { PlanJson } from './plan-json.js';

/** Where a verification is told. */
export interface VerificationPage {
  /** The folder as the user named it. */
  readonly folder: string;
  readonly plan: PlanJson;
  readonly columns: number;
  readonly colour: boolean;
}

/** A floor below this, in percent, says nothing. */
const leastFloorShown = 0.05;

/** What became of a verification, the verdict first. */
export function verificationText(verification: Verification, page: VerificationPage): string {
  const { disagreements, unchecked, notes } = verification;
  const { ink } = pageOf(page);
  const good = disagreements.length === 0 && unchecked.length === 0;
  const reported = (lines: readonly string[]): string[] =>
    lines.flatMap((line) => logLines(`  ${line}`, page.columns, 4));
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, ...reported(lines)];
  const verdict = logLines(verdictOf(verification, page), page.columns, 0);
  const lines = [
    ...verdict.map((line) => ink.bold(good ? line : ink.red(line))),
    ...(good ? reported(provenLines(verification, page)) : []),
    ...differenceSections(verification, section),
    ...section('Not checked', unchecked),
    ...section('To know', notes),
  ];
  return `${lines.join('\n')}\n`;
}

function verdictOf(
  { disagreements, unchecked, counted }: Verification,
  page: VerificationPage,
): string {
  const { files, figures, accounts, differences } = counted;
  const changed = changeVerdict(disagreements);
  if (changed !== undefined) {
    const isWhole = unchecked.length === 0 && !has(disagreements, 'input', 'input-line-ends');
    return `Not verified: ${changed}${isWhole ? '; all else is as written' : ''}`;
  }
  if (disagreements.length > 0) {
    const wrong = new Set(disagreements.map(({ file }) => file)).size;
    const things =
      differences === 1 ? 'one thing disagrees' : `${numberWords(differences)} things disagree`;
    return `Not verified: ${things}, in ${wrong === 1 ? 'one file' : `${wrong} files`}`;
  }
  if (unchecked.length > 0) {
    return `Not verified: not all of ${page.folder} could be checked`;
  }
  return `Verified: ${numberWords(files)} files, ${numberWords(accounts)} accounts, ${numberWords(figures)} figures`;
}

/** Which files are not those they were, as a phrase; an input that is another explains all else. */
function changeVerdict(disagreements: readonly Disagreement[]): string | undefined {
  const files = (...roles: DisagreementRole[]): string[] => [
    ...new Set(disagreements.filter((one) => hasRole(one, roles)).map(({ file }) => file)),
  ];
  const inputs = files('input');
  if (inputs.length > 0) {
    return inputs.length === 1
      ? `${named(inputs)} is not the file that was planned with`
      : `${named(inputs)} are not the files that were planned with`;
  }
  const parts = [
    ...(files('input-line-ends').length > 0
      ? [
          `only the line ends of ${named(files('input-line-ends'))} differ from what was planned with`,
        ]
      : []),
    ...(files('line-ends').length > 0
      ? [`only the line ends of ${named(files('line-ends'))} were changed`]
      : []),
    ...(files('changed').length === 1 ? [`only ${named(files('changed'))} was changed`] : []),
    ...(files('changed').length > 1 ? [`${named(files('changed'))} were changed`] : []),
    ...disagreements
      .filter(({ role }) => role === 'missing')
      .map(({ file, what }) => `${file} ${what}`),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

function named(files: readonly string[]): string {
  return andList(files);
}

function hasRole({ role }: Disagreement, roles: readonly DisagreementRole[]): boolean {
  return role !== undefined && roles.includes(role);
}

function has(disagreements: readonly Disagreement[], ...roles: DisagreementRole[]): boolean {
  return disagreements.some((one) => hasRole(one, roles));
}

/** Of what follows from a change this much of a file says enough. */
const consequencesOfOneFile = 1;

/** What was changed and edited, what disagrees besides, and in short what follows. */
function differenceSections(
  { disagreements, counted }: Verification,
  section: (title: string, lines: readonly string[]) => string[],
): string[] {
  const edits = disagreements.filter(({ role }) => role === 'edit');
  const edited = new Set(edits.map(({ file }) => file));
  const changes = disagreements.filter(
    ({ role, file }) =>
      role !== undefined && role !== 'edit' && role !== 'consequence' && !edited.has(file),
  );
  const consequences = disagreements.filter(({ role }) => role === 'consequence');
  const others = disagreements.filter(({ role }) => role === undefined);
  return [
    ...section('What was changed', [...changes, ...edits].map(disagreementLine)),
    ...section('What disagrees', others.map(disagreementLine)),
    ...section(
      'What follows from it',
      consequenceLines(consequences, counted.consequences, disagreements),
    ),
  ];
}

function consequenceLines(
  consequences: readonly Disagreement[],
  count: number,
  disagreements: readonly Disagreement[],
): string[] {
  const files = [...new Set(consequences.map(({ file }) => file))];
  if (files.length === 0) return [];
  const where = files.length === 1 ? 'one file' : `${files.length} files`;
  const things = count === 1 ? 'one difference' : `${numberWords(count)} differences`;
  const all = `${things} in ${where}; --format json lists every one`;
  if (has(disagreements, 'input')) return [all];
  const shown = files.flatMap((file) =>
    consequences.filter((one) => one.file === file).slice(0, consequencesOfOneFile),
  );
  return count <= shown.length
    ? shown.map(disagreementLine)
    : [...shown.map(disagreementLine), all];
}

/** What was shown of a plan that is as it says. */
function provenLines({ proofs }: Verification, { plan }: VerificationPage): string[] {
  const lines = ['every file is byte for byte as written, and its figures follow from the inputs'];
  const { value, slack } = plan.objective;
  const gap = plan.objective.gap ?? 0;
  const near = typeof slack === 'number' && slack < nearScores;
  if (proofs.bound !== undefined) {
    lines.push(
      `bound ${proofs.bound} proven again from certificate.json: objective ${value}, ${near ? `slack ${slack}` : `gap ${percentWords(100 * gap)}`}`,
    );
  }
  for (const [metric, floor] of proofs.floors) {
    if (floor < leastFloorShown) continue;
    lines.push(
      `proven again: no plan has a mean deviation in ${metric} below ${percentWords(floor)}`,
    );
  }
  if (proofs.ruleCosts !== undefined) {
    lines.push(`proven again: what ${counted(proofs.ruleCosts, 'must rule')} can cost at most`);
  }
  for (const role of proofs.roles ?? []) lines.push(roleLine(role));
  if (plan.status === 'infeasible') {
    lines.push(
      proofs.infeasible
        ? 'proven again: no plan keeps every must rule'
        : 'the plan does not keep every must rule, as it says; it proves nothing of others',
    );
  }
  return lines;
}

function roleLine({ name, bound, infeasible, objective, ruleCosts }: VerifiedRole): string {
  const rows =
    ruleCosts === undefined ? '' : `, and what ${counted(ruleCosts, 'must rule')} can cost at most`;
  if (infeasible) return `${name}: proven again: no plan keeps every must rule`;
  return bound === undefined
    ? `${name}: the figures follow from the inputs; nothing is claimed to be proven`
    : `${name}: bound ${bound} proven again: objective ${objective}${rows}`;
}

function disagreementLine(disagreement: Disagreement): string {
  const { file, role, row, column, what, found, expected } = disagreement;
  const place = `${file}:${row === undefined ? '' : `${row}:`}${column === undefined ? '' : ` ${column}:`}`;
  // Which checksums they are says nothing to whoever reads.
  const isOther = role === 'input' || role === 'input-line-ends';
  if (expected === undefined || isOther) return `${place} ${what ?? ''}`;
  const cause = what === undefined ? '' : ` (${what})`;
  return `${place} is ${shown(found)}, ${role === 'edit' ? 'was' : 'should be'} ${shown(expected)}${cause}`;
}

function shown(value: Disagreement['found']): string {
  if (typeof value !== 'string') return String(value);
  const isNumber = value !== '' && String(Number(value)) === value;
  return isNumber || /^[0-9a-f]{64}$/.test(value) ? value : `"${shortened(value)}"`;
}

function proofsJson({ floors, ruleCosts, roles: _, ...proven }: VerifiedProofs) {
  return {
    ...proven,
    unavoidable: Object.fromEntries(floors),
    ...(ruleCosts !== undefined && { rule_costs: ruleCosts }),
  };
}

/** The same for programs. */
export function verificationJson({ proofs, ...rest }: Verification): string {
  const { disagreements, unchecked, notes, counted } = rest;
  const { roles } = proofs;
  const body = {
    verified: disagreements.length === 0 && unchecked.length === 0,
    ...counted,
    proven: {
      ...proofsJson(proofs),
      ...(roles !== undefined && {
        roles: Object.fromEntries(
          roles.map(({ name, objective: _, ...own }) => [name, proofsJson(own)]),
        ),
      }),
    },
    disagreements,
    unchecked,
    notes,
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}
