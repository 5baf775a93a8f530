/** Whole numbers that look random and are the same for the same seed. */
export function dice(seed: number): { readonly below: (count: number) => number } {
  let state = seed >>> 0;
  return {
    below: (count) => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
      return Math.floor((state / 0x1_0000_0000) * count);
    },
  };
}
