/**
 * carve as a library: the same abilities as the command line over plain
 * values. Nothing here touches disk, streams or the process.
 *
 * ```ts
 * const { problem } = readProblem({ accounts, reps, … });
 * const plan = await makePlan(problem, { seed: 1, effort: 'normal', … });
 * ```
 */
export { assemble } from './assembly/assemble.js';
export type { AssemblyOptions } from './assembly/options.js';
export { type Crm, type CrmName, crmNames } from './crm/crm.js';
export { type ExportFiles, type ExportOptions, exportOwners } from './crm/export-owners.js';
export { crms } from './crm/index.js';
export type { LinkedFile } from './crm/linked-owners.js';
export type { LinkedExport, OwnerExport, OwnerRow, RecordOwners } from './crm/owner-export.js';
export { checkHeld } from './evaluation/check/check.js';
export { ownersHeld } from './evaluation/check/held.js';
export type { Baseline, Check, CheckResult, Held, Policy } from './evaluation/check/types.js';

export { compare, differs } from './evaluation/diff/compare.js';
export {
  type MergedAccount,
  type MergeParts,
  type MergeSide,
  merge,
} from './evaluation/diff/merge.js';
export type { AccountChange, Comparison, Holdings, Side } from './evaluation/diff/types.js';
export { evaluate } from './evaluation/evaluate.js';
export { type OptionFigures, optionFigures } from './evaluation/option-figures.js';
export type { PlanStatus } from './evaluation/proven.js';
export {
  estimateRevenue,
  type RevenueAssumptions,
  standardAssumptions,
} from './evaluation/revenue/estimate.js';
export { objectiveOf, termsOf } from './evaluation/terms.js';
export type {
  Change,
  Evaluation,
  Evenness,
  Headline,
  Proven,
  RuleOutcome,
  Team,
  Term,
  Territory,
} from './evaluation/types.js';
export type { FileForm, FileForms } from './inputs/csv/file-form.js';
export { openWorkbook } from './inputs/csv/workbook.js';
export type { Linked } from './inputs/opportunities/join.js';
export { type Gazetteer, gazetteerOf } from './inputs/places/gazetteer.js';
export type { Assignment } from './model/assignment.js';
export { InputError, type InputProblem } from './model/input-problem.js';
export type { Problem } from './model/problem.js';
export type { Rule, RuleLevel, RuleText } from './model/rule.js';
export type { Column, Table } from './model/table.js';
export { type DayNumber, dayNumber } from './model/units.js';
export type { Disagreement, Verification } from './model/verification.js';
export {
  type NamedBytes,
  type ProblemInputs,
  type ReadProblem,
  readProblem,
  type Survey,
  survey,
  type TablesRead,
} from './planning/inputs.js';
export { contactsFile, opportunitiesFile } from './planning/linked-exports.js';
export { makePlan, type Plan } from './planning/plan.js';
export { planFiles } from './planning/plan-files.js';
export { planWithCosts } from './planning/rule-costs/plan-with-costs.js';
export { type OwnScenario, planScenarios, type Scenarios } from './planning/scenarios/scenarios.js';
export { type Validation, validate } from './planning/validate.js';
export { version } from './planning/version.js';
export { type CheckJson, checkJsonSchema, checkSchema } from './reports/check/check-json.js';
export { type DiffJson, diffJsonSchema, diffSchema } from './reports/diff/diff-json.js';
export { exportFiles } from './reports/export/files.js';
export { type PlanJson, planJsonSchema, planSchema } from './reports/plan-json.js';
export { problemsText } from './reports/problems-text.js';
export { type DescribedFinding, describedFinding } from './reports/validate/said.js';
export {
  type ValidateJson,
  validateJson,
  validateJsonSchema,
} from './reports/validate/validate-json.js';
export type { KnownKind as RuleKind } from './rules/kinds/index.js';
export { parseRules } from './rules/parse.js';
export type { Effort, Program, Progress, Solution, SolveOptions } from './solver/model/program.js';
export { solve } from './solver/solve.js';
export { programOf } from './solver/translate/from-problem.js';
export type { Finding, FindingKind, Severity } from './validation/finding.js';
export type { References } from './validation/inspection.js';
export { atlasOf } from './validation/places/atlas.js';
export type { PlanFolder } from './verification/plan-folder.js';
export { verify } from './verification/verify.js';
