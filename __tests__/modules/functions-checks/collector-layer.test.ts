import { describe, expect, it } from "vitest";
import { checkCollectorLayer } from "../../../modules/functions/collector-layer.ts";

const target = { region: "us-east-1", architecture: "arm64" };
const arn = "arn:aws:lambda:us-east-1:901920570463:layer:aws-otel-collector-arm64-ver-0-156-0:1";

describe("a collector layer", () => {
  it("of the function's region and architecture is accepted", () => {
    expect(() => checkCollectorLayer(arn, target)).not.toThrow();
    expect(() =>
      checkCollectorLayer(arn.replace("arm64", "amd64"), { ...target, architecture: "x86_64" }),
    ).not.toThrow();
  });

  it.each([
    ["region", arn.replace("us-east-1", "eu-west-1"), "region eu-west-1", "region us-east-1"],
    ["architecture", arn.replace("arm64", "amd64"), "architecture x86_64", "architecture arm64"],
    [
      "publisher",
      arn.replace("901920570463", "111122223333"),
      "publisher account 111122223333",
      "publisher account 901920570463",
    ],
  ])("of another %s is refused", (_, wrong, found, expected) => {
    expect(() => checkCollectorLayer(wrong, target)).toThrow(
      `collectorLayerArn: found ${found} in "${wrong}", expected ${expected}. Use the layer that is published for the function's region and architecture.`,
    );
  });

  it.each([
    ["without a version", arn.slice(0, -":1".length)],
    ["of the latest version", arn.replace(/1$/, "latest")],
    ["of another name", arn.replace("otel-collector", "otel-nodejs")],
    ["of nothing", ""],
  ])("%s is refused", (_, wrong) => {
    expect(() => checkCollectorLayer(wrong, target)).toThrow(
      `collectorLayerArn: found "${wrong}", expected the ARN of a collector layer with its version, arn:aws:lambda:`,
    );
  });
});
