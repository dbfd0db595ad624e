/**
 * Seeds whose rounds once failed, each with the reason. They are played first, on every account, in every run of the
 * tests.
 */
export const keptSeeds: readonly { readonly seed: number; readonly because: string }[] = [
  {
    seed: 162,
    because:
      "Calls of AWS had no time-out, so that Lambda stopped a function between the claim of a mail and the mail.",
  },
];
