import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerRequirement } from "../../../modules/terraform/provider-requirement.ts";
import { checkTools } from "../../../rehearsal/check-tools.ts";
import { openIdentityStub } from "../../../rehearsal/identity-stub.ts";
import { init } from "../../../rehearsal/phases/init.ts";
import type { RehearsedStack, Surroundings } from "../../../rehearsal/phases/rehearsed-stack.ts";
import { synthesizeCopy, writeOverrides } from "../../../rehearsal/prepare-stacks.ts";
import type { ServiceServer } from "../../../rehearsal/supplement/supplement.ts";
import type { Provider } from "../../../rehearsal/terraform/provider.ts";
import { rehearsalVariables } from "../../../rehearsal/terraform/rehearsal-variables.ts";
import { stacks } from "../../../stacks/index.ts";

/** A copy of an environment's stack that Terraform has initialized, in front of a stub that says which account it is. */
export interface PreparedCopy {
  readonly stack: RehearsedStack;
  readonly provider: Provider;
  readonly stub: ServiceServer;
  readonly surroundings: Surroundings;
  remove(): Promise<void>;
}

/** Prepares a copy; the stub says that it is `accountId`. */
export async function prepareCopy(environment: string, accountId: string): Promise<PreparedCopy> {
  const directory = mkdtempSync(join(tmpdir(), "rehearsal-test-"));
  const { provider } = await checkTools(providerRequirement.version);
  const stub = await openIdentityStub(accountId);
  const project = { root: process.cwd(), definitions: stacks };
  const [stack] = await synthesizeCopy(project, [environment], directory, () => {});
  if (stack === undefined) throw new Error(`There is no stack of ${environment}.`);
  writeOverrides([stack], provider, stub.url);
  const signal = new AbortController().signal;
  const surroundings = { variables: rehearsalVariables(stub.url), signal, onProgress: () => {} };
  await init(stack, surroundings);
  const remove = async () => {
    await stub.close();
    rmSync(directory, { recursive: true });
  };
  return { stack, provider, stub, surroundings, remove };
}
