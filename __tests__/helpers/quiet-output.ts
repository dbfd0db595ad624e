// Functions write their logs and metrics straight to the process's streams, past the runner: they would drown its report.
process.stdout.write = () => true;
process.stderr.write = () => true;
