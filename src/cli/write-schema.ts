import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkJsonSchema } from '../reports/check/check-json.js';
import { planJsonSchema } from '../reports/plan-schema.js';

/** Build step: writes the JSON Schemas that the package ships into the given folder. */
const [folder] = process.argv.slice(2);
for (const [name, schema] of [
  ['plan.schema.json', planJsonSchema()],
  ['check.schema.json', checkJsonSchema()],
] as const) {
  writeFileSync(join(folder, name), `${JSON.stringify(schema, undefined, 2)}\n`);
}
