import { motoBackend } from "./moto-backend.ts";
import { roundsOfFaults } from "./rounds-of-faults.ts";

// Moto copies whole tables for each transaction, so that its functions need more of their time.
roundsOfFaults({ on: "moto", openBackend: motoBackend, rate: 5, worlds: 3, count: 200 });
