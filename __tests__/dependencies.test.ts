import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Package;
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
};

/** Versions of each installed package of a scope. */
function versionsIn(scope: string): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  for (const [path, { version }] of Object.entries(packages)) {
    const [, name] = new RegExp(`node_modules/(${scope}/[^/]+)$`).exec(path) ?? [];
    if (name !== undefined) versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return versions;
}

describe("versions", () => {
  it("FR-101: are exact, whatever is installed later", () => {
    const declared = Object.entries({ ...dependencies, ...devDependencies });

    const inexact = declared.filter(([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+$/.test(version));
    expect(declared.length).toBeGreaterThan(30);
    expect(inexact).toEqual([]);
  });

  it.each([
    ["@opentelemetry", 15],
    ["@aws-lambda-powertools", 3],
  ])("FR-101: every package of %s is there in one version", (scope, atLeast) => {
    const versions = [...versionsIn(scope)];

    expect(versions.length).toBeGreaterThan(atLeast);
    expect(versions.filter(([, each]) => each.size > 1)).toEqual([]);
  });
});
