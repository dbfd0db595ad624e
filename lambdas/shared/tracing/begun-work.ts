import { AsyncLocalStorage } from "node:async_hooks";

/** What was begun inside of the running span and has not ended. */
const begunInSpan = new AsyncLocalStorage<Set<Promise<unknown>>>();

/**
 * Runs `work`, and ends when all that it began has ended. Without this a failure that does not wait for what runs beside
 * it (`Promise.all`) would end its span first: X-Ray never gets a parent that ends before its children, and what ends
 * after its invocation is filed under the next one.
 */
export async function withAllBegun<T>(work: () => Promise<T>): Promise<T> {
  const begun = new Set<Promise<unknown>>();
  try {
    return await begunInSpan.run(begun, work);
  } finally {
    while (begun.size > 0) await Promise.all(begun);
  }
}

/** Lets the running span wait for an operation, whatever becomes of it. */
export function awaited<T>(operation: Promise<T>): Promise<T> {
  const begun = begunInSpan.getStore();
  if (begun === undefined) return operation;
  const forget = () => void begun.delete(ended);
  const ended: Promise<void> = operation.then(forget, forget);
  begun.add(ended);
  return operation;
}
