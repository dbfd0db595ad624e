import { requireLoopback } from "../loopback-guard.ts";
import { rehearsalKeys } from "../rehearsal-keys.ts";
import { mirrorVariable } from "./terraform.ts";

/** What Terraform keeps of the environment: where programs, providers and certificates are. Nothing of AWS. */
const kept = [
  "PATH",
  "HOME",
  "TMPDIR",
  "LANG",
  "HTTPS_PROXY",
  "https_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "TF_CLI_CONFIG_FILE",
  "TF_PLUGIN_CACHE_DIR",
  mirrorVariable,
];

/**
 * Environment of Terraform in a rehearsal. Of this process's own environment only what is named passes, so that no
 * profile, key, role or address of AWS that somebody has set can reach the provider.
 *
 * @throws ProblemError where the address is not on this host.
 */
export function rehearsalVariables(
  endpointUrl: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string | undefined>> {
  return {
    ...Object.fromEntries(kept.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]))),
    // Services that the override does not name; the proxy is for the provider registry alone.
    AWS_ENDPOINT_URL: requireLoopback(endpointUrl),
    NO_PROXY: "127.0.0.1,::1",
    AWS_ACCESS_KEY_ID: rehearsalKeys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: rehearsalKeys.secretAccessKey,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    TF_INPUT: "0",
  };
}
