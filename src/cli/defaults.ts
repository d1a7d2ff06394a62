/** Deliveries are listed of so many days. */
export const LISTED_DAYS = 7

/** What a summary is cut to where nothing is said. */
export const SUMMARY_WORDS = 150

/** How many days are named where nothing is said. */
export const NAMED_DAYS = 10
