/** Weights go from -3 (as bad as a single word gets) to 3. Every form of a word stands here: nothing is stemmed. */
type Weighted = readonly (readonly [weight: number, words: string])[];

/** Words that are good or bad news by themselves. */
const opinions: Weighted = [
  [3, "blockbuster stellar skyrocketing breakthrough triumph"],
  [2.5, "outstanding outperform outperforms outperformed outperforming exceptional bullish"],
  [2, "beat beats beating upgrade upgrades upgraded upgrading profitable strong stronger strongest record robust"],
  [2, "success successful win wins won winning winner winners excellent impressive breakout thrive thrives thriving"],
  [1.5, "approve approves approved approval exceed exceeds exceeded exceeding top tops topped topping boom booming"],
  [1.5, "growth momentum optimism optimistic upbeat confident confidence dividend dividends buyback buybacks upside"],
  [1.5, "good great better best healthy resilient solid accelerate accelerates accelerated accelerating innovative"],
  [
    1,
    "profit profits gain gainer gainers benefit benefits benefited opportunity opportunities milestone award awarded",
  ],
  [
    1,
    "improve improves improved improving improvement recover recovers recovered recovering recovery rebound rebounds",
  ],
  [1, "rebounded rebounding favorable positive partnership partnerships expand expands expanded expanding expansion"],
  [
    -1,
    "concern concerns concerned worry worries worried cautious uncertain uncertainty delay delays delayed challenge",
  ],
  [-1, "challenges challenging pressure pressures headwind headwinds volatile negative halt halts halted pause paused"],
  [-1, "risk risks risky dispute disputes doubt doubts sluggish stagnant struggle struggles struggled struggling"],
  [-1.5, "miss misses missed missing warn warns warned warning weak weaker weakest weakness disappoint disappoints"],
  [-1.5, "disappointed disappointing disappointment bad worse worst poor fear fears slump slumps slumped slumping"],
  [
    -1.5,
    "fail fails failed failing failure layoff layoffs shortage shortages probe probes investigation penalty fined",
  ],
  [-2, "downgrade downgrades downgraded downgrading lawsuit lawsuits sue sues sued suing recall recalls recalled"],
  [-2, "unprofitable bearish selloff recession crisis breach breaches hack hacked violation violations scandal"],
  [-2, "underperform underperforms underperformed underperforming impairment writedown writeoff delist delisted"],
  [-3, "fraud fraudulent bankruptcy bankrupt insolvency insolvent collapse collapses collapsed collapsing default"],
  [-3, "defaults defaulted defaulting catastrophic disaster ponzi embezzlement indicted indictment"],
];

/** Words that say that something goes up or down. What they mean depends on what moves. */
const movements: Weighted = [
  [2.5, "soar soars soared soaring surge surges surged surging skyrocket skyrockets skyrocketed"],
  [2, "jump jumps jumped jumping rally rallies rallied rallying spike spikes spiked spiking leap leaps leapt"],
  [1.5, "rise rises rose risen rising climb climbs climbed climbing increase increases increased increasing gains"],
  [1.5, "gained gaining raise raises raised raising grow grows grew grown growing higher advance advances advanced"],
  [1, "lift lifts lifted lifting boost boosts boosted boosting swell swells swelled widen widens widened widening"],
  [-1, "ease eases eased easing narrow narrows narrowed narrowing shrink shrinks shrank shrunk shrinking dip dips"],
  [-1, "dipped reduce reduces reduced reducing reduction cool cools cooled cooling trim trims trimmed trimming"],
  [-1.5, "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining slide slides"],
  [-1.5, "slid sliding lower lowers lowered lowering decrease decreases decreased decreasing cut cuts cutting slip"],
  [-1.5, "slips slipped slipping lose loses lost losing slash slashes slashed slashing slow slows slowed slowing"],
  [-2, "tumble tumbles tumbled tumbling sink sinks sank sunk sinking"],
  [-2.5, "plunge plunges plunged plunging plummet plummets plummeted plummeting crash crashes crashed crashing"],
];

/** Things that it is good to have less of, with what they weigh where nothing is said about a movement. */
const burdens: Weighted = [
  [0, "cost costs expense expenses tariff tariffs tax taxes rates inflation churn inventory inventories"],
  [-0.5, "debt debts liabilities claims outflow outflows vacancies"],
  [-1.5, "loss losses deficit deficits unemployment delinquencies chargeoffs"],
];

/** Fixed expressions, up to three words. They count as one, whatever their words weigh. */
const phrases: Weighted = [
  [2.5, "better than expected|record high|record profit|record revenue|raises guidance|raised guidance"],
  [2.5, "raises forecast|raised forecast|raises outlook|raised outlook|beat expectations|beats expectations"],
  [1.5, "all time high|price target raised|rate cut|rate cuts|share repurchase|overweight rating|buy rating"],
  [1.5, "up #|above expectations|above estimates"],
  [-1.5, "down #|below expectations|below estimates|rate hike|rate hikes|price target cut|sell rating|short seller"],
  [-2, "job cuts|cuts jobs|cutting jobs|class action|antitrust suit|steps down|going concern"],
  [-2.5, "worse than expected|profit warning|record low|record loss|cuts guidance|cut guidance|lowers guidance"],
  [-2.5, "cuts forecast|cut forecast|cuts outlook|cut outlook|lowers forecast|misses expectations|dividend cut"],
  [-3, "chapter #|all time low"],
  [0, "not only|top line|bottom line|gross profit|income tax|risk management|best buy"],
];

/** Words that strengthen or weaken a neighbour; the factor by which they do. */
const strengths: Weighted = [
  [1.5, "extremely massively dramatically hugely enormously"],
  [1.3, "very sharply significantly strongly substantially steeply heavily far considerably widely broadly"],
  [0.6, "slightly somewhat modestly marginally mildly partly slight modest moderate moderately"],
];

/** Words that turn what follows them around. Contractions (`doesn't`) are known by their ending. */
export const negations: ReadonlySet<string> = new Set(
  "not no never neither nor without cannot hardly barely fail fails failed failing unlikely".split(" "),
);

function byWord(groups: Weighted, separator: string): ReadonlyMap<string, number> {
  return new Map(groups.flatMap(([weight, words]) => words.split(separator).map((word) => [word, weight] as const)));
}

export const opinionWeights = byWord(opinions, " ");
export const movementWeights = byWord(movements, " ");
export const burdenWeights = byWord(burdens, " ");
export const phraseWeights = byWord(phrases, "|");
export const strengthFactors = byWord(strengths, " ");
