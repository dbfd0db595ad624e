import { asRecord } from "../../schema/location.ts";
import { block } from "../resource.ts";
import { finding, type Rule, violationIf } from "../rule.ts";

/** Tags by which costs and owners are found. */
const needed = ["Environment", "ManagedBy", "Project"];

export const providerTags: Rule = {
  id: "provider-tags",
  wrong: "Resources do not say whose they are.",
  matters: "A bill by environment cannot be made, and nobody knows what a forgotten resource belongs to.",
  remedy: "Give the provider default_tags.",
  requirements: [],
  check: (stack) =>
    stack.providers.map((provider) => {
      const tags = Object.keys(asRecord(block(provider.body.default_tags).tags) ?? {});
      const missing = needed.filter((tag) => !tags.includes(tag));
      return finding(
        provider,
        violationIf(missing.length > 0, {
          path: "default_tags",
          found: `no ${missing.join(", ")}`,
          expected: `the tags ${needed.join(", ")}`,
        }),
      );
    }),
};
