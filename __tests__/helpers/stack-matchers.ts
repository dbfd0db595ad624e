import { expect } from "vitest";
import { checkAttributes, type ResourceBody, type Synthesized } from "./synthesize.ts";

interface StackMatchers<R> {
  /**
   * Passes where a resource of the kind has the attributes (in Terraform's spelling); asymmetric matchers work inside.
   * Throws, also under `not`, where the kind or an attribute does not exist.
   */
  toHaveResource(kind: string, attributes?: ResourceBody): R;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: vitest declares it so
  interface Matchers<T = any> extends StackMatchers<T> {}
}

expect.extend({
  toHaveResource(received: Synthesized, kind: string, attributes: ResourceBody = {}) {
    checkAttributes(kind, attributes);
    const all = Object.values(received.resources(kind));
    const pass = all.some((body) => this.equals(body, expect.objectContaining({ ...attributes })));
    return {
      pass,
      message: () =>
        `expected ${received.name} ${pass ? "not " : ""}to have a resource ${kind} with ` +
        `${this.utils.stringify(attributes)}, found ${all.length} of this kind${all.map((body) => `\n${JSON.stringify(body)}`).join("")}`,
    };
  },
});
