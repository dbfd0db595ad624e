import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataKinds, resourceKinds } from "../../../modules/schema/kinds.ts";
import { awsSchema, schemaFile } from "../../../modules/schema/provider-schema.ts";

/** Kinds whose bindings the project imports, as their folders are called. */
function importedBindings(): readonly string[] {
  const files = ["modules", "stacks"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(folder, path)),
  );
  const imports = files.flatMap((file) => [
    ...readFileSync(file, "utf8").matchAll(/"@cdktf\/provider-aws\/lib\/([a-z0-9-]+)\/index\.js"/g),
  ]);
  return [...new Set(imports.map(([, folder = ""]) => folder))].filter((folder) => folder !== "provider").sort();
}

function kindOf(folder: string): string {
  return `aws_${folder.replace(/^data-aws-/, "").replaceAll("-", "_")}`;
}

describe("the committed schema", () => {
  it("describes exactly the kinds of the list", () => {
    const { resource, data } = awsSchema();

    expect(Object.keys(resource)).toEqual([...resourceKinds]);
    expect(Object.keys(data)).toEqual([...dataKinds]);
  });

  it("describes every kind that the project uses", () => {
    const folders = importedBindings();
    const known: readonly string[] = [...resourceKinds, ...dataKinds.map((kind) => `data ${kind}`)];
    const kinds = folders.map((folder) => `${folder.startsWith("data-aws-") ? "data " : ""}${kindOf(folder)}`);

    expect(kinds.length).toBeGreaterThan(10);
    expect(kinds.filter((kind) => !known.includes(kind))).toEqual([]);
  });

  it("is small enough to be read at every synth", () => {
    expect(readFileSync(schemaFile).length).toBeLessThan(150_000);
  });

  it("leaves out what the provider lost between its version and the bindings", () => {
    expect(awsSchema().resource.aws_api_gateway_deployment?.optional).not.toHaveProperty("stage_name");
  });
});
