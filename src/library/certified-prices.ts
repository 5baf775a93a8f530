import type { RowName } from '../model/problem.js';
import { groupKey, type PricesByGroup } from '../planning/rule-costs/without-row.js';
import {
  type Certificate,
  type CertifiedLoad,
  certificateSchema,
  type WrittenProof,
} from '../verification/proof/certificate.js';
import { certificateFile } from '../verification/proof/prove-again.js';
import { readJson } from '../verification/read-json.js';

/** For each row, the prices of the problem without it that certificate.json has; else those of the plan; undefined: none. */
export function certifiedPrices(
  bytes: Uint8Array | undefined,
): (name: RowName) => PricesByGroup | undefined {
  const reading = bytes && readJson(certificateFile, Buffer.from(bytes), certificateSchema);
  const certificate = reading && 'value' in reading ? reading.value : undefined;
  if (certificate === undefined) return () => undefined;
  return (name) => pricesWithout(certificate, name);
}

function pricesWithout(
  { loads, prices, proof, rule_costs: entries = [] }: Certificate,
  name: RowName,
): PricesByGroup | undefined {
  const entry = entries.find(({ rows }) => rows.length === 1 && rows[0] === name);
  if (entry !== undefined) return byGroup(entry.loads, entry.prices[0]);
  return proof === null ? undefined : byGroup(loads, prices[rootPrices(proof)]);
}

/** The set that is put to all plans first. */
function rootPrices(proof: WrittenProof): number {
  return 'prices' in proof ? proof.prices : rootPrices(proof.cases[0].proof);
}

function byGroup(
  loads: readonly CertifiedLoad[],
  prices: readonly (readonly number[])[] | undefined,
): PricesByGroup | undefined {
  if (prices === undefined) return undefined;
  return new Map(
    loads.flatMap(({ name, groups }, load) =>
      groups.map((group, at): [string, number] => [groupKey(name, group), prices[load]?.[at] ?? 0]),
    ),
  );
}
