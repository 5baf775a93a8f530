import type { Ending } from './runner.js';

/** Done, a finding, bad input, rules not met: all that spoilt files may lead to. */
const allowed = [0, 1, 2, 3];

/** Control characters but line feeds, and what turns the direction of text. */
const unseen = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with how a command took a spoilt file; undefined where nothing is. */
export function faultOf(outcome: Ending, asJson: boolean): string | undefined {
  if (typeof outcome === 'string') return outcome;
  const { code, stdout, stderr } = outcome;
  if (!allowed.includes(code)) return `exit code ${code}: ${stderr}`;
  if (code === 2 && `${stdout}${stderr}`.trim() === '') return 'exit code 2 without a message';
  if (/\n\s+at .*:\d+/.test(stderr)) return `a stack trace: ${stderr}`;
  if (unseen.test(stderr)) return `a control character: ${JSON.stringify(stderr)}`;
  if (asJson && stdout !== '') {
    try {
      JSON.parse(stdout);
    } catch (error) {
      return `no JSON: ${String(error)}`;
    }
  } else if (unseen.test(stdout)) return `a control character: ${JSON.stringify(stdout)}`;
  return undefined;
}
