// Loaded before a function: writes a line for everything that is registered with OpenTelemetry's API in this process.
// The API keeps its registrations in one global object, whatever copy of it a bundle has.
const key = Symbol.for("opentelemetry.js.api.1");
let registrations;

Object.defineProperty(globalThis, key, {
  get: () => registrations,
  set(given) {
    // Whoever registers something sets the object again.
    if (given === registrations) return;
    registrations = new Proxy(given, {
      set(target, part, value) {
        process.stdout.write(`${JSON.stringify({ registered: part })}\n`);
        return Reflect.set(target, part, value);
      },
    });
  },
});
