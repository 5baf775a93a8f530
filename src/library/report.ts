import { provenFor, statusOf } from '../evaluation/proven.js';
import { planSummaryOf } from '../evaluation/story/story.js';
import { InputError } from '../model/input-problem.js';
import type { WithoutRow } from '../planning/rule-costs/without-row.js';
import { terminalText } from '../reports/document/terminal.js';
import { pageOf } from '../reports/document/terminal-page.js';
import { pageHtml } from '../reports/page/page-html.js';
import { costsAtMostIn } from '../reports/plan-parts.js';
import type { ReportedRole } from '../reports/plan-words.js';
import { maskedParts } from '../reports/report/masked-parts.js';
import type { ReportParts } from '../reports/report/parts.js';
import { reportMarkdown } from '../reports/report/report-markdown.js';
import { reportDocument } from '../reports/report/sections.js';
import { reportWorkbook } from '../reports/report/workbook.js';
import { type PlanFolder, plannedFolder } from './folder.js';
import { checkNames } from './options.js';
import { loadPageKit } from './page-kit.js';
import type { PlannedEvaluation } from './planned.js';

const formats: readonly string[] = ['html', 'text', 'markdown', 'xlsx'];

export interface ReportOptions {
  /** `html`, a page of one file, unless told. */
  readonly format?: 'text' | 'html' | 'markdown' | 'xlsx';
  /** Stand-ins for names, ids and amounts. */
  readonly mask?: boolean;
}

/**
 * The plan as people are shown it: text, or the bytes of a workbook.
 *
 * @throws InputError where the plan does not fit its inputs.
 */
export async function report(
  plan: PlanFolder,
  options: ReportOptions & { readonly format: 'xlsx' },
): Promise<Uint8Array>;
export async function report(
  plan: PlanFolder,
  options?: ReportOptions & { readonly format?: 'text' | 'html' | 'markdown' },
): Promise<string>;
export async function report(
  plan: PlanFolder,
  options: ReportOptions = {},
): Promise<string | Uint8Array> {
  checkNames('report', options, ['format', 'mask']);
  const { format = 'html', mask = false } = options;
  if (!formats.includes(format)) {
    const remedy = `use ${formats.join(', ')}`;
    throw new InputError([{ file: 'format', what: 'is none of a report', value: format, remedy }]);
  }
  const whole = reportParts(await plannedFolder(plan), []);
  const parts = mask ? maskedParts(whole) : whole;
  switch (format) {
    case 'text':
      return terminalText(pageOf({ colour: false }), reportDocument(parts));
    case 'html':
      return pageHtml(parts, await loadPageKit(parts.problem));
    case 'markdown':
      return reportMarkdown(parts);
    case 'xlsx':
      return reportWorkbook(parts);
  }
}

/** What a report is made of; `costs` are those of rows that were planned without. */
export function reportParts(
  { plan, read, evaluation, status, proven, notes, register }: PlannedEvaluation,
  costs: readonly WithoutRow[],
): ReportParts {
  const { problem, drafted } = read;
  const unavoidable = new Map(
    Object.entries(plan.unavoidable ?? {}).map(([metric, floor]) => [
      metric,
      floor.mean_abs_deviation_pct,
    ]),
  );
  const costsAtMost = costsAtMostIn(plan);
  const prices = costs.flatMap((one) => ('cost' in one ? [one.cost] : []));
  const roles = reportedRoles(plan, evaluation);
  const judged = {
    status,
    evaluation,
    proven,
    unavoidable,
    costsAtMost,
    solution: { interrupted: plan.interrupted === true },
    ...(roles.length > 0 && { roles }),
  };
  return {
    plan: judged,
    problem,
    drafted,
    planSummary: planSummaryOf({ ...judged, problem, prices }),
    made: plan,
    register,
    notes,
    masked: false,
  };
}

/** The roles of a plan, with what its plan.json says is proven of each. */
function reportedRoles(
  plan: PlannedEvaluation['plan'],
  { roles = [] }: PlannedEvaluation['evaluation'],
): readonly ReportedRole[] {
  return roles.map(({ role, problem, evaluation }) => {
    const stated = plan.roles?.[role.name];
    const proven = provenFor(stated?.objective.bound ?? undefined, evaluation);
    const status = evaluation.feasible && proven === undefined ? 'feasible' : statusOf(proven);
    const unavoidable = new Map(
      Object.entries(stated?.unavoidable ?? {}).map(([metric, floor]) => [
        metric,
        floor.mean_abs_deviation_pct,
      ]),
    );
    const solution = { interrupted: stated?.interrupted === true };
    return { role, problem, plan: { status, evaluation, proven, unavoidable, solution } };
  });
}
