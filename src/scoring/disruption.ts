/** What the default cost of changing an owner is worked out from; undefined where the column is missing. */
export interface DisruptionSources {
  /** disruption as given, NaN where the cell is empty. */
  readonly given: Float64Array | undefined;
  /** arr and open_pipeline, 0 where the cell is empty. */
  readonly arr: Float64Array | undefined;
  readonly openPipeline: Float64Array | undefined;
  /** 1 for accounts whose type begins with "customer". */
  readonly customer: Uint8Array | undefined;
  /** NaN where unknown. */
  readonly daysSinceContact: Float64Array | undefined;
  readonly planned: Uint8Array;
}

/**
 * Cost of changing each account's owner (contract 2): as given, else
 * 0.1 + (arr + open_pipeline) ÷ M + 0.5 for customers + 0.3 if last contacted
 * within 90 days, amounts below 0 counted 0, M being the mean of arr + open_pipeline over the planned
 * accounts where it is above 0.
 */
export function disruptionOf(sources: DisruptionSources): Float64Array {
  const { given, planned } = sources;
  const money = new Float64Array(planned.length);
  for (const amounts of [sources.arr, sources.openPipeline]) {
    if (amounts === undefined) continue;
    for (let account = 0; account < money.length; account++) {
      // A credit is no reason to move an account.
      money[account] += Math.max(0, amounts[account]);
    }
  }
  const mean = meanOfPositive(money, planned);
  const { customer, daysSinceContact } = sources;
  const disruption = new Float64Array(money.length);
  for (let account = 0; account < money.length; account++) {
    if (given !== undefined && !Number.isNaN(given[account])) {
      disruption[account] = given[account];
      continue;
    }
    const days = daysSinceContact === undefined ? Number.NaN : daysSinceContact[account];
    disruption[account] =
      0.1 +
      (mean > 0 ? money[account] / mean : 0) +
      (customer !== undefined && customer[account] === 1 ? 0.5 : 0) +
      (days >= 0 && days <= 90 ? 0.3 : 0);
  }
  return disruption;
}

function meanOfPositive(amounts: Float64Array, planned: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let account = 0; account < amounts.length; account++) {
    if (planned[account] === 1 && amounts[account] > 0) {
      sum += amounts[account];
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
