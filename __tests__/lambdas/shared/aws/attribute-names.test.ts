import { expect, it } from "vitest";
import { withNames } from "../../../../lambdas/shared/aws/attribute-names.ts";

it("every placeholder of every expression stands for the attribute of its name, each once", () => {
  const request = withNames({
    Key: { PK: "#not_in_an_expression" },
    KeyConditionExpression: "#PK = :person",
    FilterExpression: "#status = :active",
    ProjectionExpression: "#SK, #status",
    UpdateExpression: "SET #time = :time, #config_ids = if_not_exists(#config_ids, :none) REMOVE #ttl_timestamp",
    ConditionExpression: "attribute_exists(#PK)",
  });

  expect(request.ExpressionAttributeNames).toEqual({
    "#PK": "PK",
    "#SK": "SK",
    "#config_ids": "config_ids",
    "#status": "status",
    "#time": "time",
    "#ttl_timestamp": "ttl_timestamp",
  });
  expect(request.Key).toEqual({ PK: "#not_in_an_expression" });
});
