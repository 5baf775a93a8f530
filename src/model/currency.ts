/**
 * A written amount in its currency, the one place where the two are joined: "$2.84M",
 * "EUR 2.84M", "-$300k", or "2.84M" where no currency is known.
 */
export function inCurrency(amount: string, currency: string | undefined): string {
  if (currency === undefined || currency === '') return amount;
  const [, sign, rest] = /^([-+]?)(.*)$/.exec(amount) ?? ['', '', amount];
  const isSign = !/\p{L}$/u.test(currency);
  return `${sign}${currency}${isSign ? '' : ' '}${rest}`;
}
