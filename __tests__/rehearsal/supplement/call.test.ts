import { expect, it } from "vitest";
import { formOf, membersOf, readCall, structuresOf } from "../../../rehearsal/supplement/call.ts";
import { jsonCall, queryCall, restCall } from "./call-of.ts";

it("a call says which service it is for, in which region, and which key signed it", () => {
  const call = jsonCall({ service: "logs", region: "eu-west-1", accessKeyId: "AKIA1" }, "PutQueryDefinition", {});

  expect(call).toMatchObject({
    service: "logs",
    region: "eu-west-1",
    accessKeyId: "AKIA1",
    protocol: "json",
    operation: "PutQueryDefinition",
  });
});

it("the operation stands in a header, in a form, or in method and path", () => {
  const form = queryCall({ service: "monitoring" }, { Action: "PutCompositeAlarm" });
  const rest = restCall({ service: "rum" }, "GET", "/appmonitor/one?x=1");
  const bucket = restCall({ service: "s3" }, "PUT", "/bucket?policy");

  expect(form).toMatchObject({ protocol: "query", operation: "PutCompositeAlarm" });
  expect(rest).toMatchObject({ protocol: "rest-json", operation: "GET /appmonitor/one" });
  expect(bucket).toMatchObject({ protocol: "rest-xml", operation: "PUT /bucket" });
});

it("a call without a signature is for no service", () => {
  const call = readCall({ method: "GET", url: "/moto-api/data.json", headers: {} }, Buffer.alloc(0));

  expect(call).toMatchObject({ service: "", accessKeyId: undefined });
});

it("lists of a form keep their order", () => {
  const form = formOf(
    queryCall(
      { service: "monitoring" },
      {
        Action: "X",
        "Names.member.2": "b",
        "Names.member.1": "a",
        "Tags.member.1.Key": "k",
        "Tags.member.1.Value": "v",
      },
    ),
  );

  expect(membersOf(form, "Names")).toEqual(["a", "b"]);
  expect(structuresOf(form, "Tags", ["Key", "Value"])).toEqual([{ Key: "k", Value: "v" }]);
  expect(membersOf(form, "Others")).toEqual([]);
});
