/** What becomes of those counted, as a difference's topic says it; commands put it into the reader's language. */
export const ROLE_TITLES: Readonly<Record<string, string>> = {
  dead: 'killed',
  hurt: 'injured',
  'dead+hurt': 'killed or injured',
  missing: 'missing',
  homeless: 'homeless',
  displaced: 'displaced',
  rescued: 'rescued',
  evacuated: 'evacuated',
  held: 'arrested or held',
  buried: 'buried',
  gathered: 'gathered',
  affected: 'affected',
  given: 'given or pledged',
  raised: 'raised',
  cost: 'cost',
  lost: 'lost',
}
