import { json, serviceError } from "../answer.ts";
import { type Call, jsonOf } from "../call.ts";
import type { ServiceSupplement } from "../service-supplement.ts";

type Server = Readonly<Record<string, unknown>>;

/**
 * Resource servers of user pools, which the emulator can create and neither change nor delete.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteResourceServer.html
 */
export const cognitoUserPools: ServiceSupplement = () => {
  const servers = new Map<string, Server>();
  const key = (input: Server) => `${input.UserPoolId}/${input.Identifier}`;
  const missing = (call: Call) => serviceError(call, 400, "ResourceNotFoundException", "There is no such server");
  const put = (call: Call) => {
    const server = jsonOf(call);
    servers.set(key(server), server);
    return json({ ResourceServer: server });
  };
  return {
    CreateResourceServer: put,
    UpdateResourceServer: (call) => (servers.has(key(jsonOf(call))) ? put(call) : missing(call)),
    DescribeResourceServer: (call) => {
      const server = servers.get(key(jsonOf(call)));
      return server === undefined ? missing(call) : json({ ResourceServer: server });
    },
    DeleteResourceServer: (call) => (servers.delete(key(jsonOf(call))) ? json({}) : missing(call)),
  };
};
