import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { awaited, withAllBegun } from "../../../../lambdas/shared/tracing/begun-work.ts";

/** An operation that ends after some milliseconds and notes it. */
function operation(name: string, milliseconds: number, ended: string[]): Promise<void> {
  return awaited(wait(milliseconds).then(() => void ended.push(name)));
}

describe("work that fails beside other work", () => {
  it("ends when all that it began has ended, with its own error", async () => {
    const ended: string[] = [];

    const failed = withAllBegun(() =>
      Promise.all([operation("slow", 20, ended), operation("slower", 30, ended), Promise.reject(new Error("first"))]),
    );

    await expect(failed).rejects.toThrow("first");
    expect(ended).toEqual(["slow", "slower"]);
  });

  it("waits for what was begun meanwhile, too, and is not disturbed by a failure of it", async () => {
    const ended: string[] = [];

    const result = await withAllBegun(async () => {
      void awaited(
        (async () => {
          await wait(5);
          void operation("late", 10, ended);
          throw new Error("nobody waits for this");
        })(),
      ).catch(() => ended.push("caught"));
      return "result";
    });

    expect(result).toBe("result");
    expect(ended).toEqual(["caught", "late"]);
  });
});

it("each part of the work waits for its own alone", async () => {
  const ended: string[] = [];

  await withAllBegun(async () => {
    void operation("outer", 30, ended);
    await withAllBegun(async () => void operation("inner", 5, ended));
    ended.push("inner part");
  });

  expect(ended).toEqual(["inner", "inner part", "outer"]);
});

it("outside of any work nothing waits", async () => {
  await expect(awaited(Promise.resolve(3))).resolves.toBe(3);
});
