import { expect, it } from "vitest";
import { ProblemError } from "../../../modules/problem.ts";
import { rehearsalVariables } from "../../../rehearsal/terraform/rehearsal-variables.ts";

const url = "http://127.0.0.1:5000";

it("nothing that somebody has set for AWS reaches the provider of a rehearsal", () => {
  const variables = rehearsalVariables(url, {
    PATH: "/bin",
    AWS_PROFILE: "production",
    AWS_ACCESS_KEY_ID: "AKIAREAL",
    AWS_SESSION_TOKEN: "real",
    AWS_ENDPOINT_URL_DYNAMODB: "https://dynamodb.us-east-1.amazonaws.com",
    AWS_CONFIG_FILE: "/home/somebody/.aws/config",
    AWS_WEB_IDENTITY_TOKEN_FILE: "/token",
    HTTP_PROXY: "http://proxy.example.com",
  });

  expect(variables).toEqual({
    PATH: "/bin",
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "rehearsal",
    AWS_SECRET_ACCESS_KEY: "rehearsal",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    NO_PROXY: "127.0.0.1,::1",
    TF_INPUT: "0",
  });
});

it("there are no variables for an address that is not on this host", () => {
  expect(() => rehearsalVariables("https://sts.amazonaws.com", {})).toThrow(ProblemError);
});
