import { evaluate } from '../evaluation/evaluate.js';
import { objectiveFault } from '../evaluation/terms.js';
import type { Evaluation } from '../evaluation/types.js';
import { type CsvTable, csvPieces } from '../inputs/csv/write.js';
import type { Problem } from '../model/problem.js';
import type {
  Disagreement,
  DisagreementRole,
  Verification,
  VerifiedProofs,
  VerifiedRole,
} from '../model/verification.js';
import { sha256, summed } from '../reports/checksums.js';
import type { PlanJson } from '../reports/plan-json.js';
import { costsAtMostIn } from '../reports/plan-parts.js';
import { assignmentsTable, planTables } from '../reports/plan-tables.js';
import { compareChain } from './compare-chain.js';
import { compareJson } from './compare-json.js';
import { compareListed, comparePage } from './compare-page.js';
import { compareFloors, compareKeys, comparePlan, floorsOf } from './compare-plan.js';
import { compareRouted } from './compare-routed.js';
import { compareTable } from './compare-table.js';
import { Comparison } from './comparison.js';
import {
  compareChecksums,
  compareInput,
  type PlanFolder,
  planFile,
  type ReadInputs,
} from './plan-folder.js';
import { type CertificateFile, certificateSchema } from './proof/certificate.js';
import { certificateFile, proveAgain } from './proof/prove-again.js';
import { assignmentsFile, readAssignment } from './read-assignment.js';
import { readJson } from './read-json.js';
import { besideAgain } from './rebalance-again.js';
import { provenRoles, type RoleAgain, rolesAgain } from './roles-again.js';
import { ruleCostsAgain } from './rule-costs-again.js';

const movesFile = 'moves.csv';

/**
 * assignments.csv as it was written, where it was changed and moves.csv was
 * not: that has everyone who moved, and the others are with their owners.
 * Its checksum is that in plan.json, so it is not a guess; undefined where
 * it cannot be had.
 */
function restoredAssignments(
  plan: PlanJson,
  files: ReadonlyMap<string, Buffer>,
  problem: Problem,
): CsvTable | undefined {
  const moves = files.get(movesFile);
  if (moves === undefined || sha256(moves) !== plan.files[movesFile]) return undefined;
  const unnamed = problem.owner;
  const assignment = readAssignment(problem, moves, new Comparison(), { file: movesFile, unnamed });
  if (assignment === undefined) return undefined;
  const table = assignmentsTable(problem, evaluate(problem, assignment));
  return checksumOf(table) === plan.files[assignmentsFile] ? table : undefined;
}

function checksumOf({ columns, rows }: CsvTable): string {
  let checksum = '';
  const pieces = summed(csvPieces(columns, rows()), (sum) => {
    checksum = sum;
  });
  for (const _ of pieces);
  return checksum;
}

/**
 * Works a plan folder out again from its inputs and assignments.csv, proves
 * again what its certificate is for, and says what disagrees.
 *
 * @param version of this carve; another one may have made the plan
 * @param most how many differences of one file are told one by one, 8 unless told
 */
export function verify(folder: PlanFolder, version: string, most?: number): Verification {
  const { plan, files, inputs, read } = folder;
  const comparison = new Comparison(most);
  const unchecked = [...folder.unreadable];
  const integrity = integrityOf(folder);
  for (const one of integrity) comparison.add(one);
  const chainNotes = compareChain(folder.chain ?? [], comparison);
  let proofs: VerifiedProofs = { floors: new Map() };
  let ruleCosts = 0;
  let roles: readonly VerifiedRole[] = [];
  let drawn: Omit<Parameters<typeof comparePage>[1], 'provenInfeasible'> | undefined;
  if (read === undefined) {
    compareKeys(folder, comparison);
    unchecked.push('no figure was worked out again, and nothing proven: that takes all inputs');
  } else {
    const isChanged = integrity.some(({ file }) => file === assignmentsFile);
    const written = isChanged ? restoredAssignments(plan, files, read.problem) : undefined;
    const evaluation = derived(folder, read, written, comparison, unchecked);
    const certificate = readCertificate(folder, comparison, unchecked);
    if (evaluation === undefined) compareKeys(folder, comparison);
    else {
      const ofRoles = provenRoles(plan, evaluation.roles, certificate, comparison);
      roles = ofRoles.verified;
      const again =
        certificate && evaluation.feasible
          ? ruleCostsAgain(read, evaluation, certificate, comparison)
          : undefined;
      ruleCosts = again?.proven ?? 0;
      // Without a certificate what plan.json says of them is held against nothing.
      const unheld = certificate === undefined ? costsAtMostIn(plan) : new Map();
      const { parts } = ofRoles;
      comparePlan(
        folder,
        {
          read,
          evaluation,
          certificate,
          costs: again?.costs ?? unheld,
          roles: parts.length === 0 ? undefined : parts,
        },
        comparison,
      );
      compareListed(folder, read, evaluation, comparison);
      compareRouted(folder, read, evaluation, comparison);
      drawn = { read, evaluation, costs: again?.costs ?? unheld, roles: parts };
      compareFloors(plan, evaluation, comparison);
      const fault = objectiveFault(evaluation.terms);
      if (fault !== undefined) {
        const what = `cannot be worked out: ${fault}`;
        comparison.add({ file: planFile, column: 'objective.value', what });
      }
    }
    if (certificate !== undefined) {
      proofs = proven(plan, read.problem, certificate, comparison);
      if (ruleCosts > 0) proofs = { ...proofs, ruleCosts };
      if (roles.length > 0) proofs = { ...proofs, roles };
    }
    if (drawn !== undefined) {
      comparePage(folder, { ...drawn, provenInfeasible: proofs.infeasible === true }, comparison);
    }
  }
  const follows = followsFrom(integrity);
  return {
    disagreements: byRole(comparison.disagreements(), follows),
    unchecked,
    notes: [...notesOn(plan, version), ...chainNotes, ...lacksNotes(folder)],
    counted: {
      files: files.size + inputs.size,
      accounts: read?.problem.accountCount ?? 0,
      figures: comparison.figures,
      differences: comparison.differences(),
      consequences:
        comparison.differences(follows) - integrity.filter(({ file }) => follows(file)).length,
    },
    proofs,
  };
}

/** Every file that is not the one it was, inputs first. */
function integrityOf({ plan, files, missing = new Map(), inputs }: PlanFolder) {
  const comparison = new Comparison(Number.POSITIVE_INFINITY);
  for (const [role, { name, bytes }] of inputs) {
    const planned = plan.inputs[role];
    if (planned !== undefined) compareInput(name, bytes, planned.sha256, comparison);
  }
  compareChecksums(plan, files, missing, comparison);
  return comparison.disagreements();
}

/** Which files' figures differ for a change elsewhere: all where an input is another, else those that were not changed. */
function followsFrom(integrity: readonly Disagreement[]): (file: string) => boolean {
  if (integrity.some(({ role }) => role === 'input')) return () => true;
  const changed = new Set(integrity.map(({ file }) => file));
  return (file) => changed.size > 0 && !changed.has(file);
}

/** What was changed first, then what was edited in it, then what follows. */
function byRole(
  disagreements: readonly Disagreement[],
  follows: (file: string) => boolean,
): readonly Disagreement[] {
  const verification = disagreements.map(
    (one): Disagreement =>
      one.role === undefined && follows(one.file) ? { ...one, role: 'consequence' } : one,
  );
  const isIn = (...roles: (DisagreementRole | undefined)[]) =>
    verification.filter(({ role }) => roles.includes(role));
  return [
    ...isIn('input', 'input-line-ends'),
    ...isIn('changed', 'line-ends', 'missing'),
    ...isIn('edit'),
    ...isIn(undefined),
    ...isIn('consequence'),
  ];
}

function lacksNotes({ plan, lacks }: PlanFolder): string[] {
  if (lacks === undefined) return [];
  const files =
    plan.rebalance === undefined
      ? 'the reasons and prices in routed.csv, unrouted.csv and disputes.csv'
      : 'events.csv, cover.csv, stop-outbound.csv and the end of moves.csv';
  return [`${lacks}: ${files} were held against their checksums alone`];
}

function notesOn(plan: PlanJson, version: string): string[] {
  if (plan.carve === version) return [];
  return [
    `the plan was made by carve ${plan.carve} and is verified by carve ${version}; where they word or work something out differently, it disagrees`,
  ];
}

/**
 * The evaluation of assignments.csv; its tables are held against the files.
 *
 * @param written assignments.csv as it was written, where that is known: what differs was edited
 */
function derived(
  { files, plan, again }: PlanFolder,
  read: ReadInputs,
  written: CsvTable | undefined,
  comparison: Comparison,
  unchecked: string[],
): (Evaluation & { readonly roles: readonly RoleAgain[] }) | undefined {
  const { problem } = read;
  const bytes = files.get(assignmentsFile);
  if (bytes !== undefined && written !== undefined) {
    compareTable(assignmentsFile, bytes, written, comparison, 'edit');
  }
  const assignment = bytes && readAssignment(problem, bytes, comparison);
  if (bytes === undefined || assignment === undefined) {
    unchecked.push(`no figure was worked out again: that takes ${assignmentsFile}`);
    return undefined;
  }
  const main = evaluate(problem, assignment);
  const roles = rolesAgain(read, main, bytes, comparison);
  const evaluation = { ...main, roles };
  for (const [file, table] of planTables(
    problem,
    evaluation,
    plan.options.relaxations,
    again?.beside(evaluation) ?? besideAgain(plan, files),
  )) {
    if (file === assignmentsFile && written !== undefined) continue;
    const found = files.get(file);
    if (found !== undefined) compareTable(file, found, table, comparison);
    else if (!comparison.has(file)) comparison.add({ file, what: 'is not there' });
  }
  return evaluation;
}

function readCertificate(
  { files }: PlanFolder,
  comparison: Comparison,
  unchecked: string[],
): CertificateFile | undefined {
  const bytes = files.get(certificateFile);
  if (bytes === undefined && !comparison.has(certificateFile)) {
    comparison.add({ file: certificateFile, what: 'is not there' });
  }
  const reading = bytes && readJson(certificateFile, bytes, certificateSchema);
  if (reading !== undefined && 'value' in reading) return reading.value;
  for (const fault of reading?.faults ?? []) comparison.add(fault);
  unchecked.push(`nothing was proven again: that takes ${certificateFile}`);
  return undefined;
}

/** Proves again what plan.json claims; the certificate must claim the same. */
function proven(
  plan: PlanJson,
  problem: Problem,
  certificate: CertificateFile,
  comparison: Comparison,
): VerifiedProofs {
  const bound = plan.objective.bound ?? undefined;
  const floors = floorsOf(plan);
  const infeasible = plan.status === 'infeasible';
  const stated = {
    ...(certificate.bound !== undefined && { bound: certificate.bound }),
    floors: Object.fromEntries(
      (certificate.floors ?? []).map((floor) => [floor.metric, floor.mean_abs_deviation_pct]),
    ),
  };
  compareJson(certificateFile, stated, { bound, floors: Object.fromEntries(floors) }, comparison);
  const { disagreements, proofs } = proveAgain(problem, certificate, { bound, infeasible, floors });
  for (const disagreement of disagreements) comparison.add(disagreement);
  return proofs;
}
