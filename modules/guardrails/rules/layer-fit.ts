import { collectorLayerProblems } from "../../functions/collector-layer.ts";
import type { CheckedStack } from "../checked-stack.ts";
import { asText, list, type Resource } from "../resource.ts";
import { eachOf, type Rule, type Violation } from "../rule.ts";

const pinned = /^arn:aws:lambda:([a-z0-9-]+):\d{12}:layer:[\w-]+:\d+$/;

export const layerFit: Rule = {
  id: "layer-fit",
  wrong: "A layer is of another region or architecture than its function, or of no certain version.",
  matters: "A collector of the wrong architecture crashes, and every request with it.",
  remedy: "Take the layer that is published for the function's region and architecture, with its version.",
  requirements: ["FR-062", "FR-063"],
  check: eachOf("aws_lambda_function", (resource, stack) => {
    const layers = list(resource.body.layers).filter((layer) => stack.target(layer) === undefined);
    if (layers.length === 0) return "not applicable";
    return layers.flatMap((layer) => violations(stack.text(layer) ?? "", resource, stack));
  }),
};

function violations(arn: string, resource: Resource, stack: CheckedStack): readonly Violation[] {
  const region = stack.regionOf(resource);
  if (arn.includes(":layer:aws-otel-collector-")) {
    const architecture = asText(list(resource.body.architectures)[0] ?? "x86_64");
    return collectorLayerProblems(arn, { region, architecture }, "layers").map(({ found, expected }) => ({
      path: "layers",
      found,
      expected,
    }));
  }
  return pinned.exec(arn)?.[1] === region
    ? []
    : [{ path: "layers", found: `"${arn}"`, expected: `the ARN of a layer in ${region}, with its version` }];
}
