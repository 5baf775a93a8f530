import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assumptionsJsonSchema } from '../reports/assumptions-json.js';
import { capacityJsonSchema } from '../reports/capacity/capacity-files.js';
import { checkJsonSchema } from '../reports/check/check-json.js';
import { coverageJsonSchema } from '../reports/coverage/coverage-json.js';
import { diffJsonSchema } from '../reports/diff/diff-json.js';
import { explainJsonSchema } from '../reports/explain/explain-schema.js';
import { headcountJsonSchema } from '../reports/headcount/headcount-files.js';
import { mapJsonSchema } from '../reports/map-json.js';
import { planJsonSchema } from '../reports/plan-json.js';
import { sheetsJsonSchema } from '../reports/review/sheets-json.js';
import { routedJsonSchema } from '../reports/routing/routed-json.js';
import { scenariosJsonSchema } from '../reports/scenarios/comparison-json.js';
import { transitionJsonSchema } from '../reports/transition/transition-json.js';
import { validateJsonSchema } from '../reports/validate/validate-json.js';

/** Build step: writes the JSON Schemas that the package ships into the folder that is named. */
const [folder] = process.argv.slice(2);
const schemas = {
  plan: planJsonSchema(),
  check: checkJsonSchema(),
  diff: diffJsonSchema(),
  explain: explainJsonSchema(),
  scenarios: scenariosJsonSchema(),
  validate: validateJsonSchema(),
  map: mapJsonSchema(),
  capacity: capacityJsonSchema(),
  headcount: headcountJsonSchema(),
  coverage: coverageJsonSchema(),
  assumptions: assumptionsJsonSchema(),
  transition: transitionJsonSchema(),
  route: routedJsonSchema(),
  review: sheetsJsonSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(schema, undefined, 2)}\n`);
}
