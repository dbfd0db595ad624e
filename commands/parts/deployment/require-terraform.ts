import { MissingToolError } from "../../../rehearsal/check-tools.ts";
import { setupAdvice, terraform } from "../../../rehearsal/terraform/terraform.ts";

/** The first Terraform, and the first OpenTofu, with lock files in the bucket of a state. */
const oldestVersion = [1, 10] as const;

/**
 * Looks whether Terraform is here.
 *
 * @throws MissingToolError where it is not, or is too old.
 */
export async function requireTerraform(root: string): Promise<void> {
  const { status, stdout, stderr } = await terraform(root, ["version", "-json"]);
  const version = status === 0 ? versionIn(stdout) : undefined;
  if (version === undefined) throw missing(stderr.trim() || stdout.trim() || "nothing");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestVersion;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) throw missing(version);
}

function versionIn(text: string): string | undefined {
  return /"terraform_version": *"([^"]+)"/.exec(text)?.[1];
}

function missing(found: string): MissingToolError {
  return new MissingToolError([
    {
      place: process.env.TERRAFORM_BINARY_NAME ?? "terraform",
      found: found.replaceAll(/\s+/g, " "),
      expected: `version ${oldestVersion.join(".")} or newer`,
      remedy: setupAdvice,
    },
  ]);
}
