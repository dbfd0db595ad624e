/** Weights go from -3 (as bad as a single word gets) to 3. Every form of a word stands here: nothing is stemmed. */
type Weighted = readonly (readonly [weight: number, words: string])[];

/** Words that are good or bad news by themselves. */
const opinions: Weighted = [
  [3, "blockbuster stellar skyrocketing breakthrough triumph"],
  [2.5, "outstanding outperform outperforms outperformed outperforming exceptional bullish"],
  [2, "beat beats beating upgrade upgrades upgraded upgrading profitable strong stronger strongest record robust"],
  [2, "success successful win wins won winning winner winners excellent impressive breakout thrive thrives thriving"],
  [1.5, "approve approves approved approval exceed exceeds exceeded exceeding top tops topped topping boom booming"],
  [1.5, "optimistic upbeat confident upside cheer cheers cheered impress impresses impressed premium lucrative"],
  [1.5, "good great better best healthy resilient solid accelerate accelerates accelerated accelerating innovative"],
  [1, "gain gainer gainers benefit benefits benefited opportunity opportunities milestone award awarded tailwind"],
  [
    1,
    "stabilize stabilizes stabilized stabilizing reinstate reinstates resume resumes resumed reopen reopens tailwinds",
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
  [-1, "resign resigns resigned resignation ousted weigh weighs weighed soft softer complaint complaints suit suits"],
  [-1.5, "glut oversupply outage outages blackout walkout walkouts accuse accuses accused alleges alleged blamed"],
  [-1.5, "cancel cancels canceled cancelled suspend suspends suspended withdraw withdraws withdrawn scrap scraps"],
  [-1.5, "scrapped shut shuts shutdown closure closures block blocks blocked hurt hurts hurting dent dents dented"],
  [-1.5, "squeeze squeezes squeezed erode erodes eroded pessimistic explosion evacuation infringement liquidation"],
  [-2, "reject rejects rejected rejection cyberattack cyberattacks ransomware hackers stolen steal steals laundering"],
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
  [2, "double doubles doubled doubling triple triples tripled tripling quadruple quadruples quadrupled"],
  [1.5, "highest hotter wider"],
  [1.5, "gained gaining raise raises raised raising grow grows grew grown growing higher advance advances advanced"],
  [1, "lift lifts lifted lifting boost boosts boosted boosting swell swells swelled widen widens widened widening"],
  [-1, "ease eases eased easing narrow narrows narrowed narrowing shrink shrinks shrank shrunk shrinking dip dips"],
  [-1, "dipped reduce reduces reduced reducing reduction cool cools cooled cooling trim trims trimmed trimming"],
  [-1.5, "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining slide slides"],
  [-1.5, "slid sliding lower lowers lowered lowering decrease decreases decreased decreasing cut cuts cutting slip"],
  [-1.5, "slips slipped slipping lose loses lost losing slash slashes slashed slashing slow slows slowed slowing"],
  [-1.5, "lowest cooler narrower fewer"],
  [-2, "halve halves halved halving tumble tumbles tumbled tumbling sink sinks sank sunk sinking"],
  [-2.5, "plunge plunges plunged plunging plummet plummets plummeted plummeting crash crashes crashed crashing"],
  [-2.5, "crater craters cratered cratering nosedive nosedives"],
];

/** Things that it is good to have more of, with what they weigh where nothing is said about a movement. */
const assets: Weighted = [
  [1.5, "growth momentum optimism confidence buyback buybacks"],
  [1, "profit profits"],
  [0.5, "dividend dividends"],
];

/** Things that it is good to have less of, with what they weigh where nothing is said about a movement. */
const burdens: Weighted = [
  [0, "cost costs expense expenses tariff tariffs tax taxes rates inflation churn inventory inventories jobless wages"],
  [-0.5, "debt debts liabilities claims outflow outflows vacancies"],
  [-1.5, "loss losses deficit deficits unemployment delinquencies chargeoffs deaths"],
];

/** Fixed expressions that say that something goes up or down. */
const movementPhrases: Weighted = [
  [2, "record high|all time high"],
  [1.5, "year high|month high|above expectations|above estimates"],
  [-1.5, "year low|month low|below expectations|below estimates"],
  [-2, "record low|all time low"],
];

/** Fixed expressions, up to three words. They count as one, whatever their words weigh. */
const phrases: Weighted = [
  [2.5, "better than expected|better than feared|record profit|record revenue|raises guidance|raised guidance"],
  [2.5, "raises forecast|raised forecast|raises outlook|raised outlook|beat expectations|beats expectations"],
  [2, "less than feared|smaller than feared|return to profit|returns to profit|returned to profit|turns a profit"],
  [2, "swings to profit|bounce back|bounces back|bounced back|main goal|primary endpoint|takeover bid|takeover offer"],
  [1.5, "buy back|buys back|initiates with buy|with buy|investment grade|conviction list|clears way|clear way"],
  [1.5, "smallest loss|smallest quarterly loss|more than forecast|offers # billion|bids # billion|strike is over"],
  [1.5, "closes probe|drops probe|drops suit|drops lawsuit|drops charges"],
  [
    1.5,
    "ahead of schedule|supply deal|price target raised|rate cut|rate cuts|share repurchase|overweight rating|buy rating",
  ],
  [1.5, "up #"],
  [-1.5, "down #|rate hike|rate hikes|price target cut|sell rating|short seller"],
  [-1.5, "to underweight|with sell|hotter than expected|ordered to pay|ordered to refund|to pay #|imposes tariffs"],
  [-1.5, "slower than expected|later than expected|new tariffs|lays off|lay off|behind schedule"],
  [-2, "to junk|swings to loss|insider trading|price fixing|out of cash|negative watch"],
  [-2, "job cuts|cuts jobs|cutting jobs|class action|antitrust suit|steps down|going concern"],
  [-2.5, "worse than expected|worse than feared|profit warning|record loss|cuts guidance|cut guidance|lowers guidance"],
  [-2.5, "cuts forecast|cut forecast|cuts outlook|cut outlook|lowers forecast|misses expectations|dividend cut"],
  [-3, "chapter #"],
  [0, "not only|top line|bottom line|gross profit|income tax|risk management|best buy"],
  [0, "quarterly dividend|record date|narrow range|less than expected|less than forecast|less than analysts"],
  [0, "smaller than expected|smaller than forecast|fewer than expected|narrower than expected|narrower than forecast"],
  [0, "throws out|threw out|shrugs off|shrug off"],
];

/** Words that strengthen or weaken a neighbour; the factor by which they do. */
const strengths: Weighted = [
  [1.5, "extremely massively dramatically hugely enormously"],
  [1.3, "very sharply significantly strongly substantially steeply heavily far considerably widely broadly"],
  [0.6, "slightly somewhat modestly marginally mildly partly slight modest moderate moderately"],
];

/** Words that turn what follows them around. Contractions (`doesn't`) are known by their ending. */
export const negations: ReadonlySet<string> = new Set([
  ..."not no never neither nor without cannot hardly barely fail fails failed failing unlikely despite".split(" "),
  ..."avoid avoids avoided avoiding avert averts averted dismiss dismisses dismissed overturn overturns".split(" "),
  ..."overturned settle settles settled remove removes removed".split(" "),
  ..."throws out|threw out|shrugs off|shrug off".split("|"),
]);

/** Phrases that turn what stands before them around: `sales fall less than expected` is good. */
export const reversals: ReadonlySet<string> = new Set(
  [
    "less than expected|less than forecast|less than analysts|less than feared|smaller than expected",
    "smaller than forecast|smaller than feared|fewer than expected|narrower than expected|narrower than forecast",
  ].flatMap((phrases) => phrases.split("|")),
);

/** Words after which something else is spoken of: `shares fall on inflation` says nothing about inflation. */
export const barriers = {
  /** Between two statements. */
  both: new Set("as after amid despite while but and when because although before offset offsets".split(" ")),
  /** Before a reason or a goal; what moves can stand before it (`claims in July rise`), not behind. */
  forward: new Set("on over by with from to for at against in".split(" ")),
} as const;

function byWord(groups: Weighted, separator: string): ReadonlyMap<string, number> {
  return new Map(groups.flatMap(([weight, words]) => words.split(separator).map((word) => [word, weight] as const)));
}

export const opinionWeights = byWord(opinions, " ");
export const movementWeights = byWord(movements, " ");
export const assetWeights = byWord(assets, " ");
export const burdenWeights = byWord(burdens, " ");
export const movementPhraseWeights = byWord(movementPhrases, "|");
export const phraseWeights = byWord(phrases, "|");
export const strengthFactors = byWord(strengths, " ");
