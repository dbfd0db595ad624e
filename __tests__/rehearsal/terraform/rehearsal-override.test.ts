import { expect, it } from "vitest";
import { ProblemError } from "../../../modules/problem.ts";
import { dataKinds, resourceKinds } from "../../../modules/schema/kinds.ts";
import { endpointKeysOf } from "../../../rehearsal/terraform/endpoint-keys.ts";
import { rehearsalOverride } from "../../../rehearsal/terraform/rehearsal-override.ts";

const url = "http://127.0.0.1:5000";
const current = { version: "6.30.0", older: false };
const older = { version: "5.100.0", older: true };
const keys = { access_key: "rehearsal", secret_key: "rehearsal" };

const stack = {
  terraform: { backend: { s3: { bucket: "state" } } },
  provider: { aws: [{ region: "us-east-1" }, { alias: "second", region: "us-west-2" }] },
  resource: { aws_sqs_queue: { jobs: {} }, aws_lambda_function: { worker: { runtime: "nodejs24.x" } } },
  data: { aws_caller_identity: { me: {} } },
};

it("a copy keeps its state beside it, and every provider in it knows the emulator alone", () => {
  const endpoints = [{ lambda: url, sqs: url, sts: url }];

  expect(rehearsalOverride(stack, current, url)).toEqual({
    terraform: { backend: { local: { path: "rehearsal.tfstate" } } },
    provider: {
      aws: [
        { ...keys, endpoints },
        { alias: "second", ...keys, endpoints },
      ],
    },
  });
});

it("an older provider gets its version and what it understands besides", () => {
  expect(rehearsalOverride(stack, older, url)).toMatchObject({
    terraform: {
      backend: { local: { path: "rehearsal.tfstate" } },
      required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } },
    },
    resource: { aws_lambda_function: { worker: { runtime: "nodejs22.x" } } },
  });
});

it("no override is made for an address that is not on this host", () => {
  expect(() => rehearsalOverride(stack, current, "https://sqs.us-east-1.amazonaws.com")).toThrow(ProblemError);
});

it("no override is made where a kind's services are not known: its calls could leave this host", () => {
  const unknown = { resource: { aws_quantum_computer: { one: {} } } };

  expect(() => rehearsalOverride(unknown, current, url)).toThrow(
    "rehearsal of aws_quantum_computer: found a kind whose services are not known",
  );
});

it.each([...new Set([...resourceKinds, ...dataKinds])])("the services of %s are known", (kind) => {
  expect(endpointKeysOf(kind)).toBeDefined();
});
