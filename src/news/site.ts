/** Suffixes under which names are sold: `example.co.uk` is one name, as `example.org` is. */
const SECOND_LEVEL = /^(?:com?|org|net|gov|gob|edu|ac|or|ne|go)$/

/** Labels of the name a site's owner holds: `news.example.co.uk` → `example.co.uk`. */
export function siteOf(url: string): string | null {
  const host = URL.parse(url)?.hostname
  if (host === undefined || host === '') return null
  const labels = host.split('.')
  const secondLevel = labels.length > 2 && SECOND_LEVEL.test(labels.at(-2) ?? '') && (labels.at(-1)?.length ?? 0) === 2
  return labels.slice(secondLevel ? -3 : -2).join('.')
}
