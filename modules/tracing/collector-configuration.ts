import type { LambdaContract } from "../../lambdas/shared/contract/index.ts";
import { refuseProblems } from "../problem.ts";

/** Where the function finds the collector: the extension shares its host, nothing else reaches it (FR-054). */
const endpoint = "localhost:4318";

/** What X-Ray takes as an annotation key (AWS X-Ray developer guide, segment documents). */
const annotationKey = /^\w+$/;

/**
 * Configuration of the collector extension of one function, in YAML. X-Ray finds spans only by indexed attributes, so
 * the list is exactly the annotation keys that the contract declares.
 *
 * It names no processor, because the layer has none, and no metrics address, which newer collectors refuse: either would
 * stop the extension from starting. It names no region: the exporter takes it from `AWS_REGION`.
 *
 * @throws ProblemError where a key is none that X-Ray takes.
 */
export function collectorConfiguration(contract: LambdaContract): string {
  const keys = indexedKeys(contract);
  refuseProblems(
    keys
      .filter((key) => !annotationKey.test(key))
      .map((key) => ({
        place: `lambdas/${contract.name}/contract.ts, operations`,
        found: `the annotation key ${JSON.stringify(key)}`,
        expected: "letters, digits and underscores",
        remedy: "Rename it: X-Ray drops annotations with other characters.",
      })),
  );
  return [
    "receivers:",
    "  otlp:",
    "    protocols:",
    "      http:",
    `        endpoint: "${endpoint}"`,
    "exporters:",
    "  awsxray:",
    ...(keys.length === 0 ? ["    indexed_attributes: []"] : ["    indexed_attributes:"]),
    ...keys.map((key) => `      - "${key}"`),
    "service:",
    "  telemetry:",
    "    metrics:",
    "      level: none",
    "  pipelines:",
    "    traces:",
    "      receivers: [otlp]",
    "      exporters: [awsxray]",
    "",
  ].join("\n");
}

/** Every annotation key that the function can write, sorted. */
export function indexedKeys({ operations, failurePaths }: LambdaContract): readonly string[] {
  const paths = Object.values(failurePaths);
  const keys = [
    ...Object.values(operations).flat(),
    ...paths.flatMap(({ annotations }) => annotations),
    ...(paths.length === 0 ? [] : ["failure_path", "error_type"]),
  ];
  return [...new Set(keys)].sort();
}
