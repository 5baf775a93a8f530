import { z } from 'zod';
import { type Finding, findingKinds, severities } from '../../validation/finding.js';
import { describedFinding } from './said.js';

const finding = z.object({
  severity: z
    .enum(severities)
    .describe(
      'error: no plan, or no feasible one; warning: a plan would be off; note: good to know.',
    ),
  code: z.enum(findingKinds).describe('The kind of finding, as docs/validate.md lists them.'),
  file: z.string(),
  rows: z
    .array(z.int().min(1))
    .describe('Spreadsheet rows; the header is 1. None: the whole file.'),
  column: z.string().optional(),
  value: z.string().optional(),
  what: z.string().describe('What is wrong, in words.'),
  remedy: z.string().describe('What to do about it.'),
});

/** The shape of `validate --format json`. */
const validateSchema = z.object({
  carve: z.string().describe('The version of carve that looked.'),
  as_of: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  counts: z.object({ error: z.int().min(0), warning: z.int().min(0), note: z.int().min(0) }),
  skipped: z.array(z.string()).describe('What could not be judged, and why.'),
  findings: z.array(finding),
});

export type ValidateJson = z.infer<typeof validateSchema>;

/** The JSON Schema (draft 2020-12) of `validate --format json`. */
export function validateJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(validateSchema);
  return { $schema, title: 'carve validate --format json', ...rest };
}

export function validateJson(parts: {
  readonly version: string;
  readonly asOf: string;
  readonly findings: readonly Finding[];
  readonly skipped: readonly string[];
}): ValidateJson {
  return {
    carve: parts.version,
    as_of: parts.asOf,
    counts: countsOf(parts.findings),
    skipped: [...parts.skipped],
    findings: parts.findings.map((one) => {
      const { severity, code, file, rows, column, value, what, remedy } = describedFinding(one);
      return {
        severity,
        code,
        file,
        rows: [...rows],
        ...(column !== '' && { column }),
        ...(value !== '' && { value }),
        what,
        remedy,
      };
    }),
  };
}

/** How many findings there are of each severity. */
export function countsOf(findings: readonly Finding[]): ValidateJson['counts'] {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}
