// Lets a process live in the time of its world: `node --require world-clock.cjs`.
//
// WORLD_CLOCK_FILE says what time it is and how many times as fast it passes (see world-clock.ts). Dates and timers go
// by it; `performance.now` stays what it is. The file is read at each use, so that time can be put forward meanwhile.
"use strict";
const { readFileSync } = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const timers = require("node:timers");
const timersPromises = require("node:timers/promises");

const RealDate = Date;
const read = () => JSON.parse(readFileSync(process.env.WORLD_CLOCK_FILE, "utf8"));
const { rate } = read();

function now() {
  const { real, world } = read();
  return Math.floor(world + (RealDate.now() - real) * rate);
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});

function hastened(schedule) {
  const replacement = (callback, milliseconds = 0, ...args) => schedule(callback, milliseconds / rate, ...args);
  return Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(schedule));
}

for (const name of ["setTimeout", "setInterval"]) {
  timers[name] = hastened(timers[name]);
  globalThis[name] = timers[name];
}
const wait = timersPromises.setTimeout;
timersPromises.setTimeout = (milliseconds = 0, ...args) => wait(milliseconds / rate, ...args);
const timeout = AbortSignal.timeout;
AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, Math.ceil(milliseconds / rate));
syncBuiltinESMExports();
