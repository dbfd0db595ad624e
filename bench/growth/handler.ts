/** Code of every function whose synthesis is measured: packaging is the same few bytes for each. */
export const handler = async (): Promise<void> => {};
