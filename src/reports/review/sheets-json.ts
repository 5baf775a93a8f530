import { z } from 'zod';

/** What `carve review PLAN --format json` prints: who gets which sheet. */
const sheetsSchema = z
  .object({
    carve: z.string().describe('The version of carve that wrote the sheets.'),
    sheets: z.array(
      z.object({
        manager: z.string().describe('`no-manager` for reps without one.'),
        files: z.array(z.string()).describe('In the folder of `--out`.'),
        accounts: z.int().min(0).describe('Rows of the sheet.'),
      }),
    ),
  })
  .describe("The sheets of a managers' round. Answers read back print plan.json.");

export type SheetsJson = z.infer<typeof sheetsSchema>;

/** The JSON Schema (draft 2020-12) of what `carve review PLAN --format json` prints. */
export function sheetsJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(sheetsSchema);
  return { $schema, title: 'carve review --format json', ...rest };
}
