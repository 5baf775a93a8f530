/**
 * carve as a library: eight verbs over tables, in and out as plain values.
 * Nothing here reads or writes your files.
 *
 * ```ts
 * import { plan } from 'carve-territories';
 * const result = await plan({ accounts, reps, rules });
 * ```
 *
 * `carve-territories/advanced` has the parts they are made of.
 */

export { type CheckOptions, check } from './library/check.js';
export { type DiffOptions, type DiffSide, diff } from './library/diff.js';
export { type ExplainOptions, explain } from './library/explain.js';
export type { PlanFolder, Sources } from './library/folder.js';
export type { InputOptions, SearchOptions } from './library/options.js';
export { type PlanOptions, type PlanResult, plan, type Row } from './library/plan.js';
export { type ReportOptions, report } from './library/report.js';
export { type ScenariosOptions, type ScenariosResult, scenarios } from './library/scenarios.js';
export type { Cell, Source } from './library/source.js';
export { validate } from './library/validate.js';
export { type VerifyResult, verify } from './library/verify.js';
export { InputError, type InputProblem } from './model/input-problem.js';
export type { Relaxation } from './model/relaxation.js';
export { version } from './planning/version.js';
export type { CheckJson } from './reports/check/check-json.js';
export type { DiffJson } from './reports/diff/diff-json.js';
export type { ExplainJson } from './reports/explain/explain-schema.js';
export type { PlanJson } from './reports/plan-json.js';
export type { ScenariosJson } from './reports/scenarios/comparison-json.js';
export type { ValidateJson } from './reports/validate/validate-json.js';
export type { Problem } from './model/problem.js';
export type { Rule, RuleLevel, RuleText } from './model/rule.js';
export type { Column, Table } from './model/table.js';
export type { Disagreement, Verification } from './model/verification.js';
export type { Linked } from './inputs/opportunities/join.js';
export { type Gazetteer, gazetteerOf } from './inputs/places/gazetteer.js';
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
export { type CheckJson, checkJsonSchema, checkSchema } from './reports/check/check-json.js';
export { type DiffJson, diffJsonSchema, diffSchema } from './reports/diff/diff-json.js';
export { exportFiles } from './reports/export/files.js';
export { type PlanJson, planSchema } from './reports/plan-json.js';
export { planJsonSchema } from './reports/plan-schema.js';
export { problemsText } from './reports/problems-text.js';
export { type SaidFinding, said } from './reports/validate/said.js';
export {
  type ValidateJson,
  validateJson,
  validateJsonSchema,
} from './reports/validate/validate-json.js';
export type { KnownKind as RuleKind } from './rules/kinds/index.js';
export { parseRules } from './rules/parse.js';
export { programOf } from './solver/from-problem.js';
export type { Effort, Program, Progress, Solution, SolveOptions } from './solver/program.js';
export { solve } from './solver/solve.js';
export type { PlanFolder } from './verification/plan-folder.js';
export { verify } from './verification/verify.js';
