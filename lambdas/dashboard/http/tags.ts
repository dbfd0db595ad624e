/** Groups of routes in the description of the API, in their order. */
export const tags = {
  system: "The API itself.",
  articles: "Scored articles and how many there are.",
  sentiment: "Scores added up by ticker and time.",
  prices: "Prices and hours of the market.",
  sessions: "Who somebody is.",
  configurations: "What a person follows.",
  alerts: "What a person wants to be told of.",
  notifications: "Which mails a person gets.",
} as const;

export type Tag = keyof typeof tags;
