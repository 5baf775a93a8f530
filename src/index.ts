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
