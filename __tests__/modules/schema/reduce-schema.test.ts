import { describe, expect, it } from "vitest";
import { expand } from "../../../modules/schema/provider-schema.ts";
import { type FullSchema, reduceSchema, schemaText } from "../../../modules/schema/reduce-schema.ts";

const full: FullSchema = {
  provider: { block: { attributes: { region: { type: "string", optional: true } } } },
  resource_schemas: {
    aws_jar: {
      block: {
        attributes: {
          name: { type: "string", required: true },
          labels: { type: ["map", "string"], optional: true },
          arn: { type: "string" },
          removed_since: { type: "string", optional: true },
        },
        block_types: {
          lid: { nesting_mode: "list", min_items: 1, max_items: 1, block: { attributes: {} } },
          spoon: { nesting_mode: "set", block: { attributes: { length: { type: "number", required: true } } } },
          timeouts: { nesting_mode: "single", block: {} },
        },
      },
    },
    aws_other: { block: {} },
  },
  data_source_schemas: {},
};

const request = {
  providerVersion: "5.100.0",
  resourceKinds: ["aws_jar"],
  dataKinds: [],
  bindingsKnow: (_: string, __: string, name: string) => name !== "removed_since",
};

const empty = { required: {}, optional: {}, computed: {}, blocks: {} };

describe("the schema subset", () => {
  it("holds the wanted kinds, and of them what the bindings know", () => {
    const { resource } = expand(reduceSchema(full, request));

    expect(resource).toEqual({
      aws_jar: {
        required: { name: "string" },
        optional: { labels: ["map", "string"] },
        computed: { arn: "string" },
        blocks: {
          lid: { nesting: "list", minimum: 1, maximum: 1, block: empty },
          spoon: { nesting: "set", minimum: 0, maximum: null, block: { ...empty, required: { length: "number" } } },
          timeouts: { nesting: "single", minimum: 0, maximum: 1, block: empty },
        },
      },
    });
  });

  it("is written as JSON, one line per kind", () => {
    const compact = reduceSchema(full, { ...request, resourceKinds: ["aws_jar", "aws_other"] });
    const text = schemaText(compact);

    expect(JSON.parse(text)).toEqual(compact);
    expect(text.split("\n").filter((line) => line.startsWith('"aws_'))).toHaveLength(2);
  });

  it("refuses a kind that the provider does not have", () => {
    expect(() => reduceSchema(full, { ...request, resourceKinds: ["aws_cup"] })).toThrow(
      "modules/schema/kinds.ts, resource aws_cup: found no such kind, expected a kind of AWS provider 5.100.0.",
    );
  });

  it.each([
    ["nesting", { block_types: { lid: { nesting_mode: "map", block: {} } } }, 'found block nesting "map"'],
    ["attribute", { attributes: { name: { required: true } } }, "found an attribute without a type"],
  ])("refuses a form of %s that the checker would not understand", (_, block, message) => {
    const schema = { ...full, resource_schemas: { aws_jar: { block } } };

    expect(() => reduceSchema(schema, request)).toThrow(message);
  });
});
