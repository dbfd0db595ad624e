import { describe, expect, it } from "vitest";
import { foreignFiles } from "../../commands/parts/foreign-files.ts";
import { sharingAdvice, stateLocation } from "../../commands/parts/state-location.ts";
import { table } from "../../commands/parts/table.ts";
import { temporaryFolder, writeFiles } from "../helpers/temporary-project.ts";

describe("files in a stack's folder", () => {
  it("accepts what a synthesis and Terraform itself put there", () => {
    const output = temporaryFolder();
    const own = ["cdk.tf.json", ".terraform.lock.hcl", "terraform.tfstate", ".terraform/modules/x.tf", "plan"];
    writeFiles(output, Object.fromEntries(own.map((name) => [`stacks/sentiment-dev/${name}`, ""])));

    expect(foreignFiles(output, "sentiment-dev")).toEqual([]);
    expect(foreignFiles(output, "never-synthesized")).toEqual([]);
  });

  it.each(["a_override.tf.json", "override.tf", "extra.tf", "extra.tofu", "b_override.tofu.json"])(
    "refuses %s",
    (name) => {
      const output = temporaryFolder();
      writeFiles(output, { [`stacks/sentiment-dev/${name}`]: "{}" });

      expect(foreignFiles(output, "sentiment-dev")).toEqual([
        {
          place: `${output}/stacks/sentiment-dev`,
          found: `${name}, which is not part of the synthesized stack but would change what is deployed`,
          expected: "cdk.tf.json alone",
          remedy: `Move what it says into the stack's code, then delete ${output}/stacks/sentiment-dev/${name}.`,
        },
      ]);
    },
  );
});

describe("where the state is", () => {
  it("names the file of a local state, and how to share it", () => {
    const json = { terraform: { backend: { local: { path: "../../../state/sentiment-dev.tfstate" } } } };

    expect(stateLocation("cdktf.out", "sentiment-dev", json, sharingAdvice("dev", "states")).split("\n")).toEqual([
      "State of sentiment-dev: the file state/sentiment-dev.tfstate, on this machine alone. Keep it: without it Terraform knows nothing of what exists.",
      'To share it, write state: { bucket: "states" } into environments/dev.ts, make the bucket with "npm run deploy -- account", and deploy with --migrate-state.',
    ]);
  });

  it("names bucket and key of a remote state", () => {
    const json = { terraform: { backend: { s3: { bucket: "states", key: "sentiment-dev/terraform.tfstate" } } } };

    expect(stateLocation("cdktf.out", "sentiment-dev", json, "advice")).toBe(
      "State of sentiment-dev: s3://states/sentiment-dev/terraform.tfstate, locked while it is changed.",
    );
  });
});

it("a table has text on the left and quantities on the right", () => {
  expect(
    table(
      ["function", "zip", "used", "from"],
      [
        ["metrics", "102.0 KB", "9 %", "cache"],
        ["sse-streaming", "99.1 KB", "100 %", "sources"],
      ],
    ),
  ).toEqual([
    "function            zip   used  from",
    "metrics        102.0 KB    9 %  cache",
    "sse-streaming   99.1 KB  100 %  sources",
  ]);
});
