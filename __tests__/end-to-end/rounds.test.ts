import { isFullRun } from "./chosen-seeds.ts";
import { memoryBackend } from "./memory-backend.ts";
import { roundsOfFaults } from "./rounds-of-faults.ts";

roundsOfFaults({
  on: "an account in memory",
  openBackend: memoryBackend,
  rate: 10,
  worlds: 2,
  count: isFullRun ? 200 : 20,
});
