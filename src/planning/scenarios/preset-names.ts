/** Whose goals an option of `--preset` serves. */
export const presetNames = ['finance', 'marketing', 'sales'] as const;
export type PresetName = (typeof presetNames)[number];
