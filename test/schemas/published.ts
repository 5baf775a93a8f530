import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { validateXML } from 'xmllint-wasm';

const text = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/** What the published schema of JUnit XML finds wrong. */
export async function junitFaults(xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: { fileName: 'report.xml', contents: xml },
    schema: { fileName: 'junit.xsd', contents: text('jenkins-junit.xsd') },
  });
  return errors.map(({ message }) => message);
}

/** What the published schema of SARIF 2.1.0 finds wrong. */
export function sarifFaults(log: unknown): string[] {
  // The schema is of draft 4, whose `id` ajv does not take; it uses nothing else that later drafts changed.
  const { id: _, $schema: __, ...schema } = JSON.parse(text('sarif-2.1.0-rtm.5.json'));
  const validate = new Ajv({
    strict: false,
    validateFormats: false,
    unicodeRegExp: false,
    allErrors: true,
  }).compile(schema);
  return validate(log)
    ? []
    : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`);
}
