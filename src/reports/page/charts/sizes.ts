/** Pixels: of a drawing as wide as a laptop's page, and of one for a phone; the style shows one of the two. */
export const wholeWidth = 1216;
export const narrowWidth = 360;

/** Of drawings with a row a rep, alike so that two beside each other have their rows at the same height. */
export const marginTop = 8;
export const marginBottom = 30;

export function chartHeight(rows: number): number {
  return 22 * rows + marginTop + marginBottom;
}
