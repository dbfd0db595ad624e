import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request to DynamoDB: the operation and its input in DynamoDB's own JSON. */
export interface DynamoDbRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly TableName?: string; readonly IndexName?: string };
}

export interface DynamoDbAnswer {
  readonly status?: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Stands in for DynamoDB on a free port of this host, for tests that need the SDK's own middleware to run. */
export interface DynamoDbEndpoint {
  readonly url: string;
  readonly requests: DynamoDbRequest[];
  answer: (request: DynamoDbRequest) => DynamoDbAnswer;
  close(): Promise<void>;
}

export async function openDynamoDbEndpoint(): Promise<DynamoDbEndpoint> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
      const received = { operation, input: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
      endpoint.requests.push(received);
      const { status = 200, body } = endpoint.answer(received);
      response
        .writeHead(status, {
          "content-type": "application/x-amz-json-1.0",
          "x-amzn-requestid": `REQUEST${endpoint.requests.length}`,
        })
        .end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint: DynamoDbEndpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    answer: () => ({ body: { Items: [], Count: 0 } }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return endpoint;
}
