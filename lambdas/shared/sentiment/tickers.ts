/** What a ticker looks like everywhere in the system: one to five capital letters. */
export const tickerForm = /^[A-Z]{1,5}$/;
