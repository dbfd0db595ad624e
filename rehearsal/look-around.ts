import { rehearsalKeys } from "./rehearsal-keys.ts";
import type { Session } from "./session.ts";

/** How people look at a rehearsal that is kept. */
export function howToLookAround(
  { url, directory }: Pick<Session, "url" | "directory">,
  environments: readonly string[],
): string {
  const [environment] = environments;
  return [
    "",
    "Kept until Ctrl-C. In another terminal:",
    `  cd ${directory}/stacks/<stack> && terraform plan   # it knows no address but this host's`,
    `  AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=${rehearsalKeys.accessKeyId} AWS_SECRET_ACCESS_KEY=${rehearsalKeys.secretAccessKey} AWS_REGION=us-east-1 aws lambda list-functions`,
    `  npm run rehearse -- ${environment} --from prepare --keep   # deploys what has changed in the code`,
    `  npm run rehearse -- ${environment} --from protection   # destroys it`,
  ].join("\n");
}
