import { dependenciesOf, functionOf } from "../functions.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";

export const scheduleOrder: Rule = {
  id: "schedule-order",
  wrong: "A schedule can begin before it may invoke its function.",
  matters: "The events of the time between are refused and lost.",
  remedy: "Let the target depend on the permission.",
  requirements: ["FR-112", "SC-062"],
  check: eachOf("aws_cloudwatch_event_target", (resource, stack) => {
    const target = functionOf(resource.body.arn, stack);
    if (target === undefined) return "not applicable";
    const permissions = stack
      .of("aws_lambda_permission")
      .filter(({ body }) => functionOf(body.function_name, stack) === target)
      .filter(({ body }) => body.principal === "events.amazonaws.com")
      .map(({ address }) => address);
    if (permissions.length === 0) {
      return [{ found: "no permission for events.amazonaws.com", expected: `one to invoke ${target.address}` }];
    }
    return violationIf(!dependenciesOf(resource).some((address) => permissions.includes(address)), {
      path: "depends_on",
      found: dependenciesOf(resource).join(", ") || "nothing",
      expected: permissions.join(" or "),
    });
  }),
};
