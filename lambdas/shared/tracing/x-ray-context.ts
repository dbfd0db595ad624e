import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Stands in for `cls-hooked/context`, with which the X-Ray SDK keeps the running subsegment: bundles take this file in
 * its place (`modules/packaging/bundle.ts`). That package watches every promise of the process by async hooks from the
 * moment it is loaded, traced or not, and keeps a map of them; `AsyncLocalStorage` is what the runtime itself offers for
 * the purpose. Only what the SDK calls is here: another call would be a TypeError.
 */

/** What is known while something runs; what an inner context does not say stands in the outer one. */
type Values = Record<string, unknown>;

/** Values that every callback and every await sees which something running began. */
export interface Namespace {
  get(key: string): unknown;
  /**
   * Says something of the running context.
   *
   * @throws Error outside of every context.
   */
  set(key: string, value: unknown): unknown;
  /** A context inside of the running one, which is not entered. */
  createContext(): Values;
  /** Makes a context the one in which everything lies that no `run` surrounds: the SDK does it once, at its start. */
  enter(context: Values): void;
  /** Runs `work` in a context of its own, inside of the running one; everything that it begins stays there. */
  run(work: (context: Values) => void): Values;
}

const namespaces = new Map<string, Namespace>();

/** Makes a namespace; one that had the name is forgotten. */
export function createNamespace(name: string): Namespace {
  const namespace = emptyNamespace(name);
  namespaces.set(name, namespace);
  return namespace;
}

export function getNamespace(name: string): Namespace | undefined {
  return namespaces.get(name);
}

function emptyNamespace(name: string): Namespace {
  const storage = new AsyncLocalStorage<Values>();
  let outermost: Values | undefined;
  const running = () => storage.getStore() ?? outermost;
  const createContext = (): Values => Object.create(running() ?? null);
  return {
    createContext,
    get: (key) => running()?.[key],
    set(key, value) {
      const context = running();
      if (context === undefined)
        throw new Error(`Nothing runs in the namespace ${name}: enter or run a context first.`);
      context[key] = value;
      return value;
    },
    enter(context) {
      outermost = context;
    },
    run(work) {
      const context = createContext();
      storage.run(context, () => work(context));
      return context;
    },
  };
}
