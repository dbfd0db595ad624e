import { expect, it } from "vitest";
import { lambda } from "../../../../rehearsal/supplement/services/lambda.ts";
import { serviceOf } from "./service-of.ts";

const functions = "/2015-03-31/functions";
const layer = "arn:aws:lambda:us-east-1:901920570463:layer:collector:1";
const input = {
  FunctionName: "worker",
  Layers: [layer],
  LoggingConfig: { LogFormat: "JSON", LogGroup: "/worker" },
  TracingConfig: { Mode: "Active" },
};

it("the emulator never sees a layer of another account, and whoever reads the function does", async () => {
  const { rest, asked } = serviceOf("lambda", lambda, ({ method }) =>
    method === "GET" ? { Configuration: { FunctionName: "worker" }, Code: {} } : { FunctionName: "worker" },
  );

  await rest("POST", functions, input);
  const { content } = await rest("GET", `${functions}/worker`);

  expect(asked[0]?.body.toString()).not.toContain("Layers");
  expect(content).toEqual({
    Configuration: {
      FunctionName: "worker",
      LoggingConfig: input.LoggingConfig,
      TracingConfig: input.TracingConfig,
      Layers: [{ Arn: layer, CodeSize: 0 }],
    },
    Code: {},
  });
});

it("what is changed later is given back as it is then, and the rest as it was", async () => {
  const { rest } = serviceOf("lambda", lambda);

  await rest("POST", functions, input);
  await rest("PUT", `${functions}/worker/configuration`, { TracingConfig: { Mode: "PassThrough" } });
  const { content } = await rest("GET", `${functions}/worker/configuration`);

  expect(content).toMatchObject({ TracingConfig: { Mode: "PassThrough" }, Layers: [{ Arn: layer }] });
});

it("a function that says nothing of its logs has Lambda's own log group and text", async () => {
  const { rest } = serviceOf("lambda", lambda);

  await rest("POST", functions, { FunctionName: "worker" });
  const { content } = await rest("GET", `${functions}/worker/configuration`);

  expect(content).toEqual({ LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/worker" } });
});

it("a function's zip can be had from where it was deployed from, also after its code was changed", async () => {
  const { rest } = serviceOf("lambda", lambda, ({ method }) =>
    method === "GET" ? { Configuration: {}, Code: { Location: "s3://nobody" } } : {},
  );
  const locationNow = async () => {
    const { content } = await rest("GET", `${functions}/worker`);
    return (content as { Code: { Location: string } }).Code.Location;
  };

  await rest("POST", functions, { FunctionName: "worker", Code: { S3Bucket: "zips", S3Key: "worker/a b.zip" } });
  const first = await locationNow();
  await rest("PUT", `${functions}/worker/code`, { S3Bucket: "zips", S3Key: "worker/2.zip" });
  const second = await locationNow();

  expect(first).toMatch(/^http:\/\/[^/]+\/zips\/worker\/a%20b\.zip$/);
  expect(second).toMatch(/\/zips\/worker\/2\.zip$/);
});
