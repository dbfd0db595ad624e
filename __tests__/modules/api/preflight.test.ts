import { describe, expect, it } from "vitest";
import { originTemplate, preflightHeaders } from "../../../modules/api/preflight.ts";

const access = { allowMethods: ["GET"], allowHeaders: ["content-type"] } as const;

describe("answers to preflight requests", () => {
  it("allow the trace header, whatever else is allowed, and once (FR-015)", () => {
    const plain = preflightHeaders({ ...access, allowOrigins: [] });
    const twice = preflightHeaders({ ...access, allowHeaders: ["x-amzn-trace-id"], allowOrigins: [] });

    expect(plain["Access-Control-Allow-Headers"]).toBe("content-type,x-amzn-trace-id");
    expect(twice["Access-Control-Allow-Headers"]).toBe("x-amzn-trace-id");
  });

  it("name no origin where none is allowed", () => {
    expect(preflightHeaders({ ...access, allowOrigins: [] })).not.toHaveProperty("Access-Control-Allow-Origin");
  });

  it("name the first origin, and vary by the asking one", () => {
    expect(preflightHeaders({ ...access, allowOrigins: ["https://a.example", "https://b.example"] })).toMatchObject({
      "Access-Control-Allow-Origin": "https://a.example",
      Vary: "Origin",
    });
  });
});

describe("the template that puts the asking origin in", () => {
  it.each([[[]], [["https://a.example"]]])("is not needed for %j", (allowOrigins) => {
    expect(originTemplate(allowOrigins)).toBe("");
  });

  it("compares the asking origin with every allowed one as a whole", () => {
    const template = originTemplate(["https://a.example", "https://b.example"]);

    expect(template.split("\n")).toEqual([
      '#set($origin = $input.params().header.get("Origin"))',
      '#if(!$origin || $origin == "")#set($origin = $input.params().header.get("origin"))#end',
      '#if($origin == "https://a.example" || $origin == "https://b.example")' +
        "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end",
    ]);
  });
});
