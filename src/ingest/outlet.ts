import type { Outlet } from '../news/outlet.ts'

/** The outlet that publishes at `url`, by its domains: a subdomain belongs too, the longest domain wins. */
export function outletOfUrl(url: string | null, outlets: readonly Outlet[]): Outlet | null {
  const host = url === null ? undefined : URL.parse(url)?.hostname
  if (host === undefined || host === '') return null
  let best: { outlet: Outlet; length: number } | null = null
  for (const outlet of outlets) {
    for (const domain of outlet.domains) {
      const fits = host === domain || host.endsWith(`.${domain}`)
      if (fits && domain.length > (best?.length ?? 0)) best = { outlet, length: domain.length }
    }
  }
  return best?.outlet ?? null
}

/** The outlet of that name or alias, whatever its case, dots and spaces. */
function outletOfName(name: string, outlets: readonly Outlet[]): Outlet | null {
  return keysOf(outlets).names.get(nameKey(name)) ?? null
}

/** The book's spelling of a stated name; the name as stated where the book has none. */
export function outletName(stated: string | null, outlets: readonly Outlet[]): string | null {
  const name = stated?.trim() ?? ''
  return name === '' ? null : (outletOfName(name, outlets)?.name ?? name)
}

/**
 * The outlet of the name that a page at `url` gives itself; null where the book knows that name and that it publishes
 * elsewhere: such a page may carry its copy, but it is not that outlet.
 */
export function outletOfPage(stated: string | null, url: string | null, outlets: readonly Outlet[]): string | null {
  const known = stated === null ? null : outletOfName(stated, outlets)
  if (known === null) return outletName(stated, outlets)
  const isElsewhere = url !== null && known.domains.length > 0 && outletOfUrl(url, [known]) === null
  return isElsewhere ? null : known.name
}

/** What newspapers, stations and agencies call themselves: a name with such a word is no person or place. */
const MEDIA_WORD =
  /(?<!\p{L})(?:news|noticias|times|post|herald|tribune|gazette|courier|chronicle|journal|guardian|telegraph|daily|diario|peri[oó]dico|prensa|press|radio|tv|televisi[oó]n|television|agencia|agency|revista|magazine|gaceta|correo|heraldo|jornada|tribuna|review|observer|mirror|standard|express|weekly|semanario)(?!\p{L})/iu

/**
 * The outlet of a head line `NAME, DATE`, by its name: the book's, else a name with a word of newspapers. "Ana Ruiz" and
 * "Port Lund" before a date are who wrote and where.
 */
export function outletOfHead(name: string, outlets: readonly Outlet[]): string | null {
  return outletOfName(name, outlets)?.name ?? (MEDIA_WORD.test(name) ? name : null)
}

/** The outlet that a reprint's last line names: `The post TITLE appeared first on NAME.` */
export function trailerOutlet(line: string): string | null {
  const found =
    /^the post\b.{0,400}?\b(?:appeared|was (?:first )?published) (?:first )?on\s+(.{2,80}?)\s*\.?$/iu.exec(line) ??
    /^(?:la entrada|el artículo|la nota)\b.{0,400}?\bse public[oó] (?:primero|originalmente|por primera vez) en\s+(.{2,80}?)\s*\.?$/iu.exec(
      line,
    ) ??
    /^(?:la entrada|el artículo|la nota)\b.{0,400}?\bapareci[oó] (?:primero|originalmente|por primera vez) en\s+(.{2,80}?)\s*\.?$/iu.exec(
      line,
    ) ??
    /^(?:this (?:article|story|post) (?:was )?(?:first|originally) (?:appeared|published) (?:on|in|by|at))\s+(.{2,80}?)\s*\.?$/iu.exec(
      line,
    ) ??
    /^(?:este artículo|esta nota|esta historia)\b.{0,40}?\b(?:public(?:ó|ado|ada)) (?:originalmente|primero|por primera vez) (?:en|por)\s+(.{2,80}?)\s*\.?$/iu.exec(
      line,
    )
  return found?.[1] ?? null
}

/** No agency's name with what stands around it is longer. */
const CREDIT_CHARS_MAX = 200

/**
 * The agency whose copy a text is, by a line that is nothing but its credit: `REUTERS`, `(AP)`, `Source: AFP`,
 * `By Our Staff / Reuters`, `With inputs from …` is not one (the text is then not wholly its copy).
 */
export function wireOfCreditLine(line: string, outlets: readonly Outlet[]): string | null {
  if (line.length > CREDIT_CHARS_MAX) return null
  const bare = line
    .replace(/^[\s([–—-]+|[\s)\].–—-]+$/gu, '')
    .replace(/^(?:sources?|fuentes?|agenc(?:y|ia)|credit|crédito|via|vía|©|\(c\))\s*[:/]?\s*/iu, '')
    .replace(/^(?:by|por)\s+/iu, '')
    .replace(/^(?:la agencia|agencia)\s+/iu, '')
    .replace(/^(?:19|20)\d\d\s+|\s*(?:©\s*)?\b(?:19|20)\d\d$/gu, '')
  return wireNamed(bare, outlets) ?? wireNamed(bare.replace(/^the\s+/iu, ''), outlets)
}

/** The agency of a dateline: `WASHINGTON (AP) — …`, `BOGOTA, Jan 7 (Reuters) - …`, `Bogotá (EFE).- …` */
export function wireOfDateline(paragraph: string, outlets: readonly Outlet[]): string | null {
  const found = /^[^()\n]{0,60}\(([^()\n]{2,40})\)\s*(?:[–—:]|-{1,2}\s|\.\s?[-–—])/u.exec(paragraph)?.[1]
  if (found !== undefined) return wireNamed(found, outlets)
  // Spanish agencies also write `Bogotá, 7 ene (EFE).-`, or put the name first: `EFE .- `
  const leading = /^([\p{Lu}][\p{L} ]{1,30}?)\s*(?:[–—]|\.\s?[-–—])\s/u.exec(paragraph)?.[1]
  return leading === undefined ? null : wireNamed(leading, outlets)
}

/** The agency of a byline: `Jane Roe, Reuters`, `Associated Press`, `Por EFE`. A person's name alone gives none. */
export function wireOfByline(byline: string, outlets: readonly Outlet[]): string | null {
  for (const part of [byline, ...byline.split(/\s*(?:[,|/·•]|\s[–—-]\s|\bof\b|\bfor\b|\bde\b)\s*/iu)]) {
    const wire = wireOfCreditLine(part, outlets)
    if (wire !== null) return wire
  }
  return null
}

function wireNamed(text: string, outlets: readonly Outlet[]): string | null {
  return keysOf(outlets).wires.get(nameKey(text))?.name ?? null
}

type Keys = { readonly names: ReadonlyMap<string, Outlet>; readonly wires: ReadonlyMap<string, Outlet> }
/** Every short line of every page is looked up: a book's keys are made once. */
const keysOfBooks = new WeakMap<readonly Outlet[], Keys>()

function keysOf(outlets: readonly Outlet[]): Keys {
  const made = keysOfBooks.get(outlets)
  if (made !== undefined) return made
  const keys = {
    names: keyed(outlets, ({ name, aliases }) => [name, ...aliases]),
    wires: keyed(
      outlets.filter(({ kind }) => kind === 'wire'),
      ({ name, aliases, creditLines }) => [name, ...aliases, ...creditLines],
    ),
  }
  keysOfBooks.set(outlets, keys)
  return keys
}

/** Outlets by each of their spellings; the first of the book has a spelling that two claim. */
function keyed(
  outlets: readonly Outlet[],
  spellings: (outlet: Outlet) => readonly string[],
): ReadonlyMap<string, Outlet> {
  const found = new Map<string, Outlet>()
  for (const outlet of outlets) {
    for (const key of spellings(outlet).map(nameKey)) if (key !== '' && !found.has(key)) found.set(key, outlet)
  }
  return found
}

function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
