import { type Problem, refuseProblems } from "../problem.ts";

/** AWS account that publishes the AWS Distro for OpenTelemetry collector layers (AWS ADOT documentation). */
const publisher = "901920570463";

const layerArn =
  /^arn:aws:lambda:(?<region>[a-z0-9-]+):(?<account>\d{12}):layer:aws-otel-collector-(?<architecture>amd64|arm64)-ver-\d+-\d+-\d+:\d+$/;

/** Lambda's names of architectures, as the layers spell them. */
const architectureOf: Readonly<Record<string, string>> = { arm64: "arm64", amd64: "x86_64" };

/** What a layer must fit. */
export interface LayerTarget {
  readonly region: string;
  /** As Lambda calls it: `arm64` or `x86_64`. */
  readonly architecture: string;
}

/**
 * Holds the layer to the function that it is put on: one of the wrong architecture crashes the extension and with it
 * every request.
 *
 * @throws ProblemError where the ARN is malformed, not pinned, or of another region, publisher or architecture.
 */
export function checkCollectorLayer(arn: string, target: LayerTarget): void {
  refuseProblems(collectorLayerProblems(arn, target, "collectorLayerArn"));
}

/** As `checkCollectorLayer`, for messages of one's own. */
export function collectorLayerProblems(arn: string, target: LayerTarget, place: string): readonly Problem[] {
  const parts = layerArn.exec(arn)?.groups;
  if (parts === undefined) {
    return [
      {
        place,
        found: JSON.stringify(arn),
        expected:
          "the ARN of a collector layer with its version, arn:aws:lambda:{region}:901920570463:layer:aws-otel-collector-{arm64|amd64}-ver-{x-y-z}:{n}",
        remedy: "Take the ARN from the ADOT documentation for your region.",
      },
    ];
  }
  const facts = [
    ["region", parts.region, target.region],
    ["architecture", architectureOf[parts.architecture ?? ""], target.architecture],
    ["publisher account", parts.account, publisher],
  ] as const;
  return facts
    .filter(([, found, wanted]) => found !== wanted)
    .map(([fact, found, wanted]) => ({
      place,
      found: `${fact} ${found} in "${arn}"`,
      expected: `${fact} ${wanted}`,
      remedy: "Use the layer that is published for the function's region and architecture.",
    }));
}
