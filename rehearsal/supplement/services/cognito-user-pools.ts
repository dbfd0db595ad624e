import { amended, json, serviceError } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { ServiceSupplement } from "../service-supplement.ts";

type Server = Readonly<Record<string, unknown>>;

/** What a user pool is given at its creation, and an update does not repeat. */
const givenOnce = ["AliasAttributes", "UsernameAttributes", "UsernameConfiguration", "UserPoolTags"] as const;

/**
 * Resource servers of user pools, which the emulator can create and neither change nor delete; and what a pool was created
 * with, which the emulator forgets where an update does not repeat it.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteResourceServer.html
 */
export const cognitoUserPools: ServiceSupplement = ({ ask }) => {
  const createdWith = new Map<string, Server>();
  const servers = new Map<string, Server>();
  const key = (input: Server) => `${input.UserPoolId}/${input.Identifier}`;
  const missing = (call: Call) => serviceError(call, 400, "ResourceNotFoundException", "There is no such server");
  const put = (call: Call) => {
    const server = jsonOf(call);
    servers.set(key(server), server);
    return json({ ResourceServer: server });
  };
  return {
    CreateUserPool: async (call) =>
      amended(await ask(call), (created) => {
        const input = jsonOf(call);
        const given = givenOnce.filter((field) => input[field] !== undefined).map((field) => [field, input[field]]);
        createdWith.set(String((created.UserPool as Server).Id), Object.fromEntries(given));
        return created;
      }),
    UpdateUserPool: (call) => {
      const input = jsonOf(call);
      return ask(call, Buffer.from(JSON.stringify({ ...createdWith.get(String(input.UserPoolId)), ...input })));
    },
    CreateResourceServer: put,
    UpdateResourceServer: (call) => (servers.has(key(jsonOf(call))) ? put(call) : missing(call)),
    DescribeResourceServer: (call) => {
      const server = servers.get(key(jsonOf(call)));
      return server === undefined ? missing(call) : json({ ResourceServer: server });
    },
    DeleteResourceServer: (call) => (servers.delete(key(jsonOf(call))) ? json({}) : missing(call)),
  };
};
