import { describe, expect, it } from "vitest";
import { type Bundle, bundle } from "../../../modules/packaging/bundle.ts";
import { contributions } from "../../../modules/packaging/metafile.ts";
import { sentimentContracts } from "../../helpers/sentiment-stacks.ts";

const bundles = await bundle(
  process.cwd(),
  sentimentContracts.map(({ name }) => ({ functionName: name, entryPoint: `lambdas/${name}/handler.ts` })),
);

/** What a bundle contains: packages by name, files of this project by path. */
function partsOf({ metafile }: Bundle): readonly string[] {
  const paths = contributions(metafile).map(({ path }) => path);
  return [...new Set(paths.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path))];
}

const rows = sentimentContracts.map(({ name, tracing }) => {
  const built = bundles.find(({ functionName }) => functionName === name);
  if (built === undefined) throw new Error(`${name} was not bundled`);
  const code = Buffer.from(built.code).toString("utf8");
  return { name, parts: partsOf(built), code, isOpenTelemetry: tracing === "open-telemetry" };
});

describe.each(rows)("the bundle of $name", ({ parts, code, isOpenTelemetry }) => {
  const tracing = /^(aws-xray-sdk|@opentelemetry\/|@aws-lambda-powertools\/tracer$)/;

  it("FR-029 FR-030 FR-057: traces with the library of its contract, and with no other", () => {
    const libraries = parts.filter((part) => tracing.test(part));

    expect(libraries).toContain(isOpenTelemetry ? "@opentelemetry/sdk-trace-base" : "aws-xray-sdk-core");
    const others = isOpenTelemetry ? /^(aws-xray-sdk|@aws-lambda-powertools\/tracer)/ : /^@opentelemetry\//;
    expect(libraries.filter((part) => others.test(part))).toEqual([]);
  });

  it("FR-030 FR-076: has nothing that captures calls beside it", () => {
    const capturing = parts.filter((part) => /^aws-xray-sdk(?!-core)|^@opentelemetry\/instrumentation/.test(part));

    expect(capturing).toEqual([]);
  });

  it("FR-029: has this project's one wrapper for it", () => {
    const wrappers = ["x-ray.ts", "open-telemetry.ts"].filter((file) =>
      parts.includes(`lambdas/shared/tracing/${file}`),
    );

    expect(wrappers).toEqual([isOpenTelemetry ? "open-telemetry.ts" : "x-ray.ts"]);
  });

  it("FR-037: keeps contexts by what the runtime offers, and watches no promises, traced or not", () => {
    const watching = parts.filter((part) => /^(cls-hooked|emitter-listener|shimmer|async-hook-jl)$/.test(part));

    expect(watching).toEqual([]);
    expect(parts.includes("lambdas/shared/tracing/x-ray-context.ts")).toBe(!isOpenTelemetry);
    // OpenTelemetry's package has a way with hooks beside the one that it takes.
    expect(code.includes("createHook") && !isOpenTelemetry).toBe(false);
  });
});
