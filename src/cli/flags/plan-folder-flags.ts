import { z } from 'zod';
import { InputError } from '../../model/input-problem.js';
import { flagName } from './input-flags.js';

/** The flags of every command that reads a plan folder and the inputs it was made from. */
export const planInputFlagsShape = z.object({
  accounts: z.string().optional(),
  reps: z.string().optional(),
  rules: z.string().optional(),
  distances: z.string().optional(),
  opportunities: z.string().optional(),
  activities: z.string().optional(),
  quiet: z.boolean().default(false),
  color: z.boolean().default(true),
});

/** The same where what is said is text or JSON. */
export const planFolderFlagsShape = planInputFlagsShape.extend({
  format: z.enum(['text', 'json']).default('text'),
});

const remedies: Readonly<Record<string, string>> = {
  format: 'use text or json',
  for: 'use salesforce, hubspot or dynamics',
  out: 'name a folder',
  openOpportunities: 'use follow, owned or stay',
  contacts: 'name a CSV file',
  threads: 'give a whole number from 1 to 256',
};

/**
 * Checks the flags of a command that reads a plan folder.
 *
 * @throws InputError with every flag that does not fit.
 */
export function readPlanFolderFlags<Shape extends typeof planInputFlagsShape>(
  shape: Shape,
  given: Readonly<Record<string, unknown>>,
  ownRemedies: Readonly<Record<string, string>> = {},
): z.infer<Shape> {
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const names = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  throw new InputError(
    [...names].map((name) => ({
      file: flagName(name),
      what: 'does not fit',
      value: String(given[name]),
      remedy: ownRemedies[name] ?? remedies[name] ?? 'see --help',
    })),
  );
}
