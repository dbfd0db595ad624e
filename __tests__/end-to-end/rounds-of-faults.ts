import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packaged } from "../rig/test-rig.ts";
import { callFaultKinds } from "./call-fault.ts";
import { chosenSeeds, isFullRun } from "./chosen-seeds.ts";
import { enforcedPermissions } from "./enforced-permissions.ts";
import { type PlayedRounds, playRounds, printProgress } from "./played-rounds.ts";
import { providerFaultKinds } from "./round-plan.ts";
import { type OpenBackend, openWorld, type World } from "./world.ts";

export interface RoundsOfFaultsProps {
  /** Name of the account that they are played on. */
  readonly on: string;
  readonly openBackend: OpenBackend;
  /** How many times as fast as on this host time passes. */
  readonly rate: number;
  /** Worlds in which rounds are played at the same time: a round mostly waits. */
  readonly worlds: number;
  /** Seeds that are played beside the kept ones. */
  readonly count: number;
}

/** Rounds that leave hardly a fault out. */
const manyRounds = 100;

/** Milliseconds that a round takes on a busy host. */
const longestRound = 30_000;

/** The tests of rounds in which things go wrong, on one account. */
export function roundsOfFaults({ on, openBackend, rate, worlds: worldCount, count }: RoundsOfFaultsProps): void {
  const seeds = chosenSeeds(count);

  describe(`rounds of faults on ${on}`, () => {
    const worlds: World[] = [];
    const permissions = enforcedPermissions();
    beforeAll(async () => {
      const functions = await packaged("ingestion", "analysis", "notification");
      const open = () => openWorld({ functions, openBackend, rate, refuse: permissions.refuse });
      worlds.push(...(await Promise.all(Array.from({ length: Math.min(worldCount, seeds.length) }, open))));
    }, 120_000);
    afterAll(() => Promise.all(worlds.map((world) => world.close())));

    it(`after recovery no story is lost, none counts twice, nothing is stuck, no mail comes twice, no log tells secrets: ${seeds.length} rounds`, {
      timeout: 120_000 + seeds.length * longestRound,
    }, async () => {
      const progress = isFullRun ? printProgress(on, seeds.length) : undefined;

      const played = await playRounds(worlds, seeds, progress);

      expect(played.reports).toHaveLength(seeds.length);
      expect(played.searched).toBeGreaterThan(seeds.length * 1_000);
      if (seeds.length >= manyRounds) expectAllFaults(played);
    });

    it("least privilege: whatever went wrong, no function called what its role may not do", () => {
      const denied = permissions.denied();

      expect(permissions.records.length).toBeGreaterThan(seeds.length * 10);
      expect(denied).toEqual([]);
    });
  });
}

/** In many rounds every kind of fault happens, so that none is only planned. */
function expectAllFaults({ reports }: PlayedRounds): void {
  const ofCalls = new Set(reports.flatMap(({ callFaults }) => callFaults.map(({ kind }) => kind)));
  const ofProviders = new Set(reports.flatMap(({ providerFaults }) => providerFaults));
  expect([...ofCalls].sort()).toEqual([...callFaultKinds].sort());
  expect([...ofProviders].sort()).toEqual([...providerFaultKinds].sort());
}
