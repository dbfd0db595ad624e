import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createNamespace, getNamespace, type Namespace } from "../../../../lambdas/shared/tracing/x-ray-context.ts";

let made = 0;

/** A namespace that no other test has, with something outermost, as the X-Ray SDK makes it at its start. */
function begun(): Namespace {
  const namespace = createNamespace(`test-${made++}`);
  namespace.enter(namespace.createContext());
  namespace.set("segment", "outermost");
  return namespace;
}

/** Runs `work` with a segment of its own and gives what it gives. */
function within<T>(namespace: Namespace, segment: string, work: () => T): T {
  let result: { readonly value: T } | undefined;
  namespace.run(() => {
    namespace.set("segment", segment);
    result = { value: work() };
  });
  if (result === undefined) throw new Error("nothing ran");
  return result.value;
}

describe("FR-025 FR-037: the running subsegment is known", () => {
  it("behind every await", async () => {
    const namespace = begun();

    const seen = await within(namespace, "a", async () => {
      const before = namespace.get("segment");
      await Promise.resolve();
      const behindPromise = namespace.get("segment");
      await wait(1);
      return [before, behindPromise, namespace.get("segment")];
    });

    expect(seen).toEqual(["a", "a", "a"]);
  });

  it("in timers and in what ticks later", async () => {
    const namespace = begun();
    const ways: readonly ((callback: () => void) => unknown)[] = [
      setImmediate,
      queueMicrotask,
      process.nextTick,
      (callback) => setTimeout(callback, 1),
    ];

    const seen = await within(namespace, "a", () =>
      Promise.all(ways.map((later) => new Promise((resolve) => later(() => resolve(namespace.get("segment")))))),
    );

    expect(seen).toEqual(["a", "a", "a", "a"]);
  });

  it("to listeners: the one of whoever emits", async () => {
    const namespace = begun();
    const emitter = new EventEmitter();
    const seen: unknown[] = [];
    within(namespace, "listening", () => emitter.on("event", () => seen.push(namespace.get("segment"))));

    await within(namespace, "emitting", async () => {
      await wait(1);
      emitter.emit("event");
    });

    expect(seen).toEqual(["emitting"]);
  });

  it("to each of many that run side by side, also one inside of another", async () => {
    const namespace = begun();
    const invocation = (name: string) =>
      within(namespace, name, async () => {
        await wait(Math.random() * 3);
        const inner = await within(namespace, `${name} > part`, async () => {
          await wait(Math.random() * 3);
          return namespace.get("segment");
        });
        return [inner, namespace.get("segment")];
      });
    const names = Array.from({ length: 20 }, (_, index) => `invocation ${index}`);

    const seen = await Promise.all(names.map(invocation));

    expect(seen).toEqual(names.map((name) => [`${name} > part`, name]));
    expect(namespace.get("segment")).toBe("outermost");
  });

  it("to what follows an error, as before it", async () => {
    const namespace = begun();

    const failed = () =>
      within(namespace, "a", () => {
        throw new Error("no");
      });

    expect(failed).toThrow("no");
    expect(namespace.get("segment")).toBe("outermost");
  });
});

describe("a namespace", () => {
  it("is found by its name, and one of another name is another", () => {
    const namespace = createNamespace("found");
    namespace.enter(namespace.createContext());
    namespace.set("segment", "a");

    const other = createNamespace("another");

    expect(getNamespace("found")).toBe(namespace);
    expect(getNamespace("never made")).toBeUndefined();
    expect(other.get("segment")).toBeUndefined();
  });

  it("takes nothing outside of every context", () => {
    const namespace = createNamespace("empty");

    expect(() => namespace.set("segment", "a")).toThrow("Nothing runs in the namespace empty");
  });
});
