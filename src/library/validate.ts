import { isoDate } from '../model/table.js';
import { survey } from '../planning/inputs.js';
import { validate as findingsIn } from '../planning/validate.js';
import { version } from '../planning/version.js';
import { type ValidateJson, validateJson } from '../reports/validate/validate-json.js';
import { checkNames, givenInputs, type InputOptions, inputNames } from './options.js';
import { packagedReferences } from './references.js';

/** Everything that is wrong, or likely wrong, in the files, as `carve validate --format json` tells it. */
export async function validate(options: InputOptions): Promise<ValidateJson> {
  checkNames('validate', options, inputNames);
  const { inputs } = await givenInputs(options);
  const { findings, skipped } = await findingsIn(survey(inputs), packagedReferences());
  return validateJson({ version, asOf: isoDate(inputs.assembly.asOf), findings, skipped });
}
