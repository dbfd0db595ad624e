/**
 * Seeds whose rounds once failed, each with the reason. They are played first, on every account, in every run of the
 * tests.
 */
export const keptSeeds: readonly { readonly seed: number; readonly because: string }[] = [];
