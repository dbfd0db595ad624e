import { expect, it } from "vitest";
import { notRehearsed } from "../../rehearsal/not-rehearsed.ts";

const stack = {
  name: "one",
  environment: "dev",
  directory: "/nowhere",
  json: {
    resource: {
      aws_lambda_function: { a: { runtime: "nodejs24.x", layers: ["arn:layer"] }, b: { runtime: "nodejs24.x" } },
      aws_xray_group: { slow: {} },
    },
  },
};

it("what an older provider does not know is told with the number of resources, beside what is only stored", () => {
  const rows = notRehearsed([stack], { version: "5.100.0", older: true });

  expect(rows.map(({ what }) => what)).toEqual([
    "aws_lambda_function.runtime (2)",
    "layers of functions (1)",
    "X-Ray groups and sampling rules",
  ]);
});

it("the wanted provider is not adapted to", () => {
  const rows = notRehearsed([stack], { version: "6.30.0", older: false });

  expect(rows.map(({ what }) => what)).toEqual(["layers of functions (1)", "X-Ray groups and sampling rules"]);
});
