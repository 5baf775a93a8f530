import { z } from 'zod';
import { planSchema } from './plan-json.js';

/** The JSON Schema (draft 2020-12) of plan.json. */
export function planJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(planSchema);
  return { $schema, title: 'carve plan.json', ...rest };
}
