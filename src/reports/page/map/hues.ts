/** How many colours of reps the style has. */
export const hueCount = 8;

type Point = readonly [number, number];

/**
 * A colour for each rep, so that reps of the same colour are far apart: each
 * takes the colour whose nearest rep so far is furthest from them, the lowest
 * of several.
 */
export function huesOf(centres: readonly (Point | undefined)[]): readonly number[] {
  const taken: { readonly hue: number; readonly at: Point }[] = [];
  return centres.map((at) => {
    if (at === undefined) return 0;
    const room = Array.from({ length: hueCount }, (_, hue) =>
      taken
        .filter((other) => other.hue === hue)
        .reduce(
          (least, { at: [x, y] }) => Math.min(least, Math.hypot(x - at[0], y - at[1])),
          Infinity,
        ),
    );
    const hue = room.indexOf(Math.max(...room));
    taken.push({ hue, at });
    return hue;
  });
}
