import { number } from "../resource.ts";
import { eachOf, type Rule, violationIf } from "../rule.ts";
import { earlierResources } from "../same-account.ts";

export const samplingPriority: Rule = {
  id: "sampling-priority",
  wrong: "Two sampling rules of one account have the same priority.",
  matters: "Rules are tried by priority; of two with the same one nobody knows which decides.",
  remedy: "Choose a priority that no other environment of the account uses.",
  requirements: ["FR-034"],
  check: eachOf("aws_xray_sampling_rule", (resource, stack) => {
    const priority = number(resource.body.priority);
    const other = earlierResources(resource, stack).find(
      ({ resource: { body } }) => number(body.priority) === priority,
    );
    return violationIf(priority !== undefined && other !== undefined, {
      path: "priority",
      found: `${priority}, as ${other?.resource.address} of ${other?.stack.name} has it`,
      expected: "a number of its own",
    });
  }),
};
