// Stands in for the compiled module of the Lambda runtime clients: `node --require rapid-client.cjs <client>`.
//
// The clients take invocations and hand over answers through it; it does the same over HTTP, so that nothing needs to
// be compiled. Where the compiled module waits for a POST to end, this one puts the next call behind it.
"use strict";
// Taken before any function's code runs: what captures HTTP calls must not capture these.
const { Agent, request } = require("node:http");
const Module = require("node:module");

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split(":");
const agent = new Agent({ keepAlive: true });
const exit = process.exit;
let last = Promise.resolve();
let pending = 0;

function call(method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const options = { agent, host, port, method, path: `/2018-06-01/runtime/invocation/${path}`, headers };
    const sent = request(options, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ bodyJson: Buffer.concat(chunks).toString("utf8"), headers: response.headers }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function post(path, body) {
  pending += 1;
  last = last
    .then(() => call("POST", path, { "content-type": "application/json" }, body))
    .finally(() => {
      pending -= 1;
    });
}

// The clients end the process right after the POST of a fatal error, which the compiled module has sent by then.
process.exit = (code) => (pending === 0 ? exit(code) : void last.finally(() => exit(code)));

const rapidClient = {
  next: () => last.then(() => call("GET", "next", {})),
  done: (id, body) => post(`${id}/response`, body),
  error: (id, body) => post(`${id}/error`, body),
};

const load = Module._load;
Module._load = function loadWithStandIn(name, ...rest) {
  return name === "./rapid-client.node" ? rapidClient : load.call(this, name, ...rest);
};
