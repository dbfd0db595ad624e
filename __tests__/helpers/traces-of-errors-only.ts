// CDKTF notes down for each of its thousands of values where it was made, as text: mapping all those lines back to their
// sources takes a quarter of the unit tests' time. Errors keep their whole trace.
const format = Error.prepareStackTrace;
const formatErrors: typeof format = (error, sites) => (error instanceof Error ? format?.(error, sites) : "");
if (format !== undefined && format.name !== formatErrors.name) Error.prepareStackTrace = formatErrors;
