/** Calls that are passed on one after the other. */
export interface CallsInOrder<Call, Answer> {
  answer(call: Call): Promise<Answer>;
  /** Resolves when all calls until now are answered. */
  quiet(): Promise<void>;
}

/**
 * Passes calls on one by one, in the order in which they come. Moto answers each in a thread of its own, and its threads
 * do not keep out of each other's way: its transactions are not isolated, and who lists what another call adds to
 * gets an error of Python's ("dictionary changed size during iteration").
 */
export function oneByOne<Call, Answer>(pass: (call: Call) => Promise<Answer>): CallsInOrder<Call, Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return {
    answer(call) {
      const answered = last.then(() => pass(call));
      last = answered.catch(() => undefined);
      return answered;
    },
    async quiet() {
      await last;
    },
  };
}
