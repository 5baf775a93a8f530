import { judgedChecks } from '../../evaluation/check/check.js';
import type { Check, Grade } from '../../evaluation/check/types.js';
import { numberWords } from '../document/numbers.js';
import { visibleText } from '../document/visible-text.js';
import { backtestWords } from './backtest.js';
import { cameOut, findingsOf, wholeFinding } from './breach-words.js';
import { checkId, checkLine, checkName, checkNote } from './check-words.js';
import { describeDrift, driftedWords } from './detail-words.js';
import type { CheckParts, LineOf } from './places.js';
import { findingKey, type Place, type Places, placesOf, rolePartsOf, rulePlace } from './places.js';

/** Results of one check at most: code scanners take a few thousand in all. */
const resultsAtMost = 200;
/** Accounts named in one result, at most. */
const accountsNamed = 10;

const levels: Readonly<Record<Grade, 'error' | 'warning' | 'note'>> = {
  failure: 'error',
  warning: 'warning',
  note: 'note',
};

/** A check as a SARIF 2.1.0 log: a rule a check, a result a breach, pointing at rows of the files. */
export function checkSarif(parts: CheckParts, lineOf: LineOf, version: string): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      runOf(parts, lineOf, version),
      ...rolePartsOf(parts).map(({ name, parts: own }) => ({
        automationDetails: { id: `carve/${name}/` },
        ...runOf(own, lineOf, version),
      })),
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** The checks of the main assignment, or of a role. */
function runOf(parts: CheckParts, lineOf: LineOf, version: string) {
  const checks = judgedChecks(parts.result);
  const { drift } = parts.result;
  const backtest = backtestWords(parts);
  return {
    tool: {
      driver: {
        name: 'carve',
        version,
        semanticVersion: version,
        rules: [
          ...checks.map((check) => ruleOf(parts, check)),
          ...(drift === undefined
            ? []
            : [
                {
                  id: sincePlanId,
                  shortDescription: message('accounts are where the adopted plan put them'),
                  defaultConfiguration: { level: 'note' },
                },
              ]),
        ],
      },
    },
    columnKind: 'utf16CodeUnits',
    ...(backtest.length > 0 && { properties: { backtest: backtest.map(visibleText) } }),
    results: [
      ...checks.flatMap((check, ruleIndex) =>
        resultsOf(parts, lineOf, check).map((result) => ({
          ruleId: checkId(check.source),
          ruleIndex,
          level: levels[check.grade],
          ...result,
        })),
      ),
      ...driftResults(parts, lineOf).map((result) => ({
        ruleId: sincePlanId,
        ruleIndex: checks.length,
        level: 'note',
        ...result,
      })),
    ],
  };
}

/** A rule by its name, what it asks, and what people wrote beside it. */
function ruleOf({ problem }: CheckParts, check: Check) {
  const [name, note] = [checkName(problem, check), checkNote(problem, check)];
  return {
    id: checkId(check.source),
    ...(name !== '' && { name: visibleText(name) }),
    shortDescription: message(checkLine(problem, check)),
    ...(note !== '' && { fullDescription: message(note) }),
    defaultConfiguration: { level: levels[check.grade] },
  };
}

function resultsOf(parts: CheckParts, lineOf: LineOf, check: Check) {
  const findings = findingsOf(check, (breach) => wholeFinding(parts, check, breach, accountsNamed));
  const main = rulePlace(parts, lineOf, check);
  const whole = (text: string, key: string) => ({
    message: message(text),
    ...located({ main, others: [] }),
    ...fingerprint(check, key),
  });
  if (findings.length === 0) return [];
  // What binds nobody is told once.
  if (check.grade === 'note') return [whole(cameOut(parts, check), 'all')];
  const shown = findings.slice(0, resultsAtMost).map(({ breach, text }) => ({
    message: message(text),
    ...located(placesOf(parts, lineOf, check, breach)),
    ...fingerprint(check, findingKey(parts.problem, breach)),
  }));
  const more = findings.length - shown.length;
  return more > 0 ? [...shown, whole(`and ${numberWords(more)} more`, 'more')] : shown;
}

const sincePlanId = 'since-plan';

/** Accounts that are not where the plan put them, each at its row; those that are gone have none. */
function driftResults({ result, files, problem }: CheckParts, lineOf: LineOf) {
  const { drift } = result;
  if (drift === undefined) return [];
  const shown = drift.accounts.slice(0, resultsAtMost).map((one) => {
    const row = one.account < 0 ? 1 : problem.accounts.rowNumbers[one.account];
    const main = { name: files.accounts, line: lineOf('accounts', row) };
    return {
      message: message(driftedWords(one)),
      ...located({ main, others: [] }),
      partialFingerprints: { 'carveFinding/v1': `${sincePlanId}:${one.id}` },
    };
  });
  if (drift.accounts.length <= resultsAtMost) return shown;
  const main = { name: files.accounts, line: 1 };
  const rest = {
    message: message(`${describeDrift(drift)}; the first ${resultsAtMost} are listed`),
    ...located({ main, others: [] }),
    partialFingerprints: { 'carveFinding/v1': `${sincePlanId}: more` },
  };
  return [...shown, rest];
}

function message(text: string): { readonly text: string } {
  return { text: visibleText(text) };
}

function located({ main, others }: Places) {
  return {
    ...(main !== undefined && { locations: [location(main)] }),
    ...(others.length > 0 && {
      relatedLocations: others.map((place, index) => ({ id: index + 1, ...location(place) })),
    }),
  };
}

function location({ name, line }: Place) {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(name) }, region: { startLine: line } },
  };
}

function fingerprint(check: Check, key: string) {
  return { partialFingerprints: { 'carveFinding/v1': `${checkId(check.source)}:${key}` } };
}

/** A path as a URI reference: forward slashes, other characters escaped; `file:` where it is absolute. */
function uriOf(name: string): string {
  const path = name.replaceAll('\\', '/');
  const drive = /^[a-z]:\//i.exec(path)?.[0] ?? '';
  const escaped = path.slice(drive.length).split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${escaped}`;
  return path.startsWith('/') ? `file://${escaped}` : escaped;
}
