const longest = 80;

/** A cell as a message shows it: whole up to 80 characters, else cut with an ellipsis. */
export function shortened(value: string): string {
  return value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
}
