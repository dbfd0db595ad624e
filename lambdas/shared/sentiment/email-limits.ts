/** Mails that are sent on one UTC day: to all people, which is what the free plan of SendGrid takes, and to one. */
export const emailLimits = { perDay: 100, perPersonAndDay: 10 } as const;

/** Attribute of the day's `EmailQuotaRow` that counts the mails of one person; absent: none. */
export function personMailsAttribute(userId: string): `mails_of_${string}` {
  return `mails_of_${userId}`;
}
