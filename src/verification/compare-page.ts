import { Buffer } from 'node:buffer';
import type { CostsAtMost } from '../evaluation/cost-at-most.js';
import { provenFor } from '../evaluation/proven.js';
import { planSummaryOf } from '../evaluation/story/story.js';
import type { Evaluation } from '../evaluation/types.js';
import { readRegister } from '../inputs/csv/register.js';
import { pageHtml } from '../reports/page/page-html.js';
import type { RoleParts } from '../reports/plan-parts.js';
import { planTables } from '../reports/plan-tables.js';
import { registerFile } from '../reports/review/review-tables.js';
import { floorsOf } from './compare-plan.js';
import { reviewFiles } from './compare-review.js';
import { routedFilesOf } from './compare-routed.js';
import type { Comparison } from './comparison.js';
import { type PlanFolder, planFile, type ReadInputs } from './plan-folder.js';
import { certificateFile } from './proof/prove-again.js';

const pageFile = 'report.html';

/** What the folder of a rebalance has besides. */
const rebalanceFiles = ['events.csv', 'cover.csv', 'stop-outbound.csv'];

/**
 * Holds the list of files in plan.json against those that such a plan has: whoever
 * makes all checksums fit again can leave one out, or add one of their own.
 */
export function compareListed(
  { plan, pageKit, unlisted = [] }: PlanFolder,
  { problem }: ReadInputs,
  evaluation: Evaluation,
  comparison: Comparison,
): void {
  const expected = [
    ...planTables(problem, evaluation, plan.options.relaxations).keys(),
    certificateFile,
    ...(plan.rebalance === undefined ? [] : rebalanceFiles),
    ...(plan.rebalance === undefined || (evaluation.roles ?? []).length === 0
      ? []
      : ['role-cover.csv']),
    ...routedFilesOf(plan),
    ...(pageKit === undefined || isWithoutPage(plan) ? [] : [pageFile]),
    ...reviewFiles(plan),
  ];
  for (const file of expected) {
    if (plan.files[file] !== undefined || comparison.has(file)) continue;
    comparison.add({
      file,
      what: `is a file of every such plan, and ${planFile} does not list it`,
    });
  }
  for (const file of unlisted) {
    if (comparison.has(file)) continue;
    comparison.add({ file, what: `is in the folder, and ${planFile} does not list it` });
  }
  const known = new Set([...expected, pageFile]);
  for (const file of Object.keys(plan.files)) {
    if (known.has(file)) continue;
    comparison.add({ file, what: `is listed in ${planFile}, and no such plan has it` });
  }
}

/** A routing that answers a program draws no page. */
function isWithoutPage({ route, files }: PlanFolder['plan']): boolean {
  return route !== undefined && files[pageFile] === undefined;
}

/** Draws report.html again from what was worked out, and holds it against the one that is there. */
export function comparePage(
  { plan, files, pageKit }: PlanFolder,
  found: {
    readonly read: ReadInputs;
    readonly evaluation: Evaluation;
    readonly costs: CostsAtMost;
    readonly roles: readonly RoleParts[];
    /** Whether it is proven that no plan keeps every must rule. */
    readonly provenInfeasible: boolean;
  },
  comparison: Comparison,
): void {
  const bytes = files.get(pageFile);
  if (pageKit === undefined || bytes === undefined) return;
  const { read, evaluation, costs: costsAtMost, roles, provenInfeasible } = found;
  const { problem, drafted } = read;
  const register = plan.review && files.get(registerFile);
  const proven = provenFor(plan.objective.bound ?? undefined, evaluation);
  // That rules cannot all hold may also follow by counting, without the certificate.
  const ways = evaluation.feasible || provenInfeasible ? [provenInfeasible] : [false, true];
  const pages = ways.map((isImpossible) => {
    const drawn = {
      problem,
      evaluation,
      proven,
      status: plan.status,
      provenInfeasible: isImpossible,
      unavoidable: floorsOf(plan),
      costsAtMost,
      solution: { interrupted: plan.interrupted === true },
      ...(roles.length > 0 && { roles }),
    };
    const planSummary = planSummaryOf(drawn);
    const parts = {
      plan: drawn,
      problem,
      drafted,
      planSummary,
      made: plan,
      register: register && readRegister(registerFile, register).rows,
      notes: [],
      masked: false,
    };
    return Buffer.from(pageHtml(parts, pageKit));
  });
  const [page] = pages;
  if (pages.some((one) => one.equals(bytes))) return;
  const row =
    1 + page.subarray(0, firstDifference(page, bytes)).filter((byte) => byte === 10).length;
  const what = 'is not the page that these figures make: something on this line was changed';
  comparison.add({ file: pageFile, row, what });
}

function firstDifference(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at++;
  return at;
}
