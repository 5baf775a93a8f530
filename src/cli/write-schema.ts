import { writeFileSync } from 'node:fs';
import { planJsonSchema } from '../reports/plan-schema.js';

/** Build step: writes the JSON Schema of plan.json that the package ships. */
const [target] = process.argv.slice(2);
writeFileSync(target, `${JSON.stringify(planJsonSchema(), undefined, 2)}\n`);
