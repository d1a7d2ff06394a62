import { countryOf } from '../text/countries.ts'
import type { SentenceFeatures } from '../text/features.ts'
import type { Quantity } from '../text/quantities.ts'
import type { TextRange } from '../text/range.ts'
import type { Word } from '../text/words.ts'

/** What a figure tells the number of, where words around it say so: two such figures of one story may be compared. */
export type FigureRole = {
  /** `dead`, `hurt`, `given` … */
  readonly role: string
  /** Who is counted, where it is not people in general: `peacekeeper`, `staff united nations`. */
  readonly who: string
  /** Where, as the clause has it, countries left out: folded names. */
  readonly places: readonly string[]
  /** The clause counts from some event on: `since the march began`. */
  readonly since: boolean
}

/** Roles of figures: folded words, English and Spanish, `*` for any ending. General words of news, of no story. */
const PEOPLE_ROLES: Readonly<Record<string, string>> = {
  dead: `kill killed kills killing dead death deaths died die dies dying toll tolls fatal fatally fatalit* perished muert*
    murio murieron mueren fallec* mataron mato matado matados asesin* victimas`,
  hurt: 'injur* wound* hurt herid* lesionad*',
  missing: 'missing unaccounted disappeared desaparec*',
  homeless: 'homeless damnificad* hogar',
  displaced: 'displac* desplazad*',
  rescued: 'rescued pulled rescatad* rescataron salvaron',
  evacuated: 'evacuat* evacuad* evacuaron fled flee huyo huyeron huido abandonaron',
  held: 'arrest* detain* detuv* deten* custody jailed',
  buried: 'buried burial burials enterrad* enterraron sepult*',
  gathered: 'gather gathered rallied attended congreg* concentr* reunio reunieron',
  affected: 'affected afectad*',
}
const MONEY_ROLES: Readonly<Record<string, string>> = {
  given: `provide provided provides providing gave give given gives send sent sends donat* pledg* grant* contribut* dio
    dieron dado envi* entreg* aport* proporcion* destin*`,
  raised: 'raised raise collected recaud*',
  cost: 'cost costs cuesta* costo costara*',
  lost: 'lost losses loss losing perdi*',
}

/** Nouns tell what a figure counts only right beside it: "36 deaths", not "2 men charged in the death of". */
const ROLE_NOUNS =
  /^(?:deaths?|tolls?|fatalit\w*|burials?|evacuations?|arrests?|detentions?|loss(?:es)?|donations?|contributions?|muertes?|injur(?:y|ies)|detencion\w*|contribucion\w*|destino)$/
const NOUN_REACH = 2

type RoleTable = readonly {
  readonly role: string
  readonly words: ReadonlySet<string>
  readonly beginnings: readonly string[]
}[]
const toTable = (roles: Readonly<Record<string, string>>): RoleTable =>
  Object.entries(roles).map(([role, list]) => {
    const all = list.split(/\s+/)
    const beginnings = all.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1))
    return { role, words: new Set(all), beginnings }
  })
const PEOPLE = toTable(PEOPLE_ROLES)
const MONEY = toTable(MONEY_ROLES)

/** Words after a figure among which its role stands: "45 people, are feared to have been killed". */
const AFTER_WORDS = 10
/** Words between a verb and the figure that is its object: "killed at least some 45". */
const OBJECT_WORDS = 4
/** The same for a noun that only ever counts: "the toll of the fire in the town has reached 45". */
const TOLL_WORDS = 14
const TOLL = /^(?:tolls?|number|numbers|numero|cifra|saldo|total)$/
/** Here a new statement with a figure of its own begins. */
const STATEMENT_END = /[;:.“”"]|,(?!\d)/
const JOINERS: ReadonlySet<string> = new Set(['and', 'but', 'while', 'y', 'pero', 'mientras', 'as'])
const ALTERNATIVES: ReadonlySet<string> = new Set(['or', 'o', 'u'])
const PLACE_PREPOSITIONS: ReadonlySet<string> = new Set(['in', 'at', 'near', 'inside', 'outside', 'across', 'en'])
/** Counted over a whole time: "since the march began", "desde que comenzó", "since 2019". */
const OVER_ALL =
  /\b(?:since|desde)\b[^,;.]{0,60}?(?:\b(?:began|begun|start(?:ed)?|erupted|broke out|comenz|empez|inici|estall)|\b\d{4}\b)/iu
/** Stems of nouns that mean people in general, and of verbs that a noun is mistaken for. */
const GENERAL: ReadonlySet<string> = new Set(
  `peopl person human victim live life soul resid citizen inhabit civilian bodi death fatal casualti corps other left made
   fear estim report confirm known believ thought feel total`.split(/\s+/),
)

/** What this figure of the sentence counts; null where no word around it tells. */
export function roleOf(quantity: Quantity, features: SentenceFeatures): FigureRole | null {
  const table = quantity.unit === null ? PEOPLE : isMoney(quantity.unit) ? MONEY : null
  if (table === null) return null
  if (isAge(quantity, features.text) || isMeasure(quantity, features.text)) return null
  if (isUnreal(quantity, features.text) || isBroken(quantity, features.text)) return null
  const words = withoutAsides(features)
  const after = spanAfter(quantity, words, features)
  const found = rolesIn(after, table)
  const role = found ?? roleBefore(quantity, words, features, table)
  if (role === null) return null
  if (isBare(quantity, found, features)) return null
  const clause = features.text.slice(quantity.end, quantity.end + OVER_ALL_REACH)
  const own = circumstances(quantity, after, words, features)
  return { role, ...own, who: own.who === '' ? whoBefore(quantity, features) : own.who, since: OVER_ALL.test(clause) }
}

/** Nobody is older. */
const AGE_MAX = 120

/** "Ana Ruiz, 25, was rescued"; "died at 85", "at age 85", "a mother of 12". */
function isAge({ start, end, noun, high }: Quantity, text: string): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)]
  if (/\b(?:mother|father|parents?|madre|padre|padres)\s(?:of|de)\s$/i.test(before)) return true
  if (noun !== null || high > AGE_MAX) return false
  if (/\b(?:at|aged?|age of|at age|at the age of|a los)\s$/i.test(before)) return true
  return /\p{Lu}\p{L}+,\s$/u.test(before) && /^(?:,|\)|\s[-–—])/.test(after)
}

/** ".45-caliber", "a 12-storey block": what a thing is like, no count. */
const isMeasure = ({ start, end }: Quantity, text: string): boolean =>
  text.slice(0, start).endsWith('.') || /^\s?-\s?\p{Ll}/u.test(text.slice(end))

/** Part of a number that was written with blanks: "2, 116", "6.15 m". */
export const isBroken = ({ start, end }: TextRange, text: string): boolean =>
  /\d[,.]\s$/.test(text.slice(0, start)) || /^(?:[,.]\s\d{3}(?!\d)|\s(?:m|bn|k)(?!\p{L}))/u.test(text.slice(end))

/** Characters around a figure in which its verb stands. */
const VERB_REACH = 60
/** What did not happen, or has not yet: "thousands could have been killed", "the toll could rise to 90". */
const UNREAL_AFTER = /^[^.;:]{0,40}\b(?:(?:could|would|might) have|(?:podrían|habrían) (?:haber|sido))\b/iu
const UNREAL_BEFORE =
  /\b(?:(?:could|would|might|may|will|to) (?:yet |still |eventually |even )?(?:rise|climb|reach|exceed|grow|top|pass|go)|could have|would have|might have|podría(?:n)? (?:subir|llegar|alcanzar|superar)|risk of|threat\w* to kill|able to kill)\b[^.;:,]{0,40}$/iu

function isUnreal({ start, end }: Quantity, text: string): boolean {
  return (
    UNREAL_AFTER.test(text.slice(end, end + VERB_REACH)) ||
    UNREAL_BEFORE.test(text.slice(Math.max(0, start - VERB_REACH), start))
  )
}

/** Below this a figure without a noun ("ten were missing") points back at people told of before. */
const BARE_MAX = 1_000

/** A small figure without a noun, the first of its sentence: whom it counts stands in another sentence. */
function isBare({ noun, unit, low, start }: Quantity, after: string | null, { quantities }: SentenceFeatures): boolean {
  return (
    after !== null && noun === null && unit === null && low < BARE_MAX && !quantities.some(({ end }) => end <= start)
  )
}

/** Stems of adjectives that stand where a noun would: "56 injured". */
const STATES: ReadonlySet<string> = new Set(['injur', 'wound', 'hurt', 'dead', 'miss', 'homeless', 'left'])

/** "14 engineers were killed and 56 hurt": the second figure counts engineers too. */
function whoBefore(quantity: Quantity, features: SentenceFeatures): string {
  if (quantity.noun !== null && !STATES.has(quantity.noun)) return ''
  const words = withoutAsides(features)
  const before = features.quantities.findLast(
    (other) =>
      other.end <= quantity.start && other.unit === null && rolesIn(spanAfter(other, words, features), PEOPLE) !== null,
  )
  if (before === undefined) return ''
  return circumstances(before, spanAfter(before, words, features), words, features).who
}

/** Characters after a figure in which its period may be told. */
const OVER_ALL_REACH = 140

const MONEY_UNIT = /^(?:[a-z]{3}|peso|franc)$/
const NOT_MONEY: ReadonlySet<string> = new Set(['kmh'])

function isMoney(unit: string): boolean {
  return MONEY_UNIT.test(unit) && !NOT_MONEY.has(unit)
}

/** The sentence's words outside brackets and pairs of dashes. */
function withoutAsides({ text, words }: SentenceFeatures): readonly Word[] {
  const asides = [...text.matchAll(/\([^()]{0,200}\)|\s(?:--|–|—)\s[^–—]{1,300}?\s(?:--|–|—)\s/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
  return words.filter(({ start }) => !asides.some((aside) => start > aside.start && start < aside.end))
}

function gapOf(text: string, from: Word | TextRange | undefined, to: Word): string {
  const gap = from === undefined ? '' : text.slice(from.end, to.start)
  // Asides were left out: what stands in them ends no statement.
  return gap.length > ASIDE_GAP ? ' ' : gap
}
const ASIDE_GAP = 6

/** The words from a figure to where its statement ends. */
function spanAfter(quantity: Quantity, words: readonly Word[], features: SentenceFeatures): readonly Word[] {
  const span: Word[] = []
  let before: Word | TextRange = quantity
  for (const word of words.filter(({ start }) => start >= quantity.end).slice(0, AFTER_WORDS)) {
    if (STATEMENT_END.test(gapOf(features.text, before, word))) break
    if (features.quantities.some(({ start, end }) => word.start >= start && word.end <= end)) {
      // "killed 45 people and injured 60": the words since the joiner belong to the next figure.
      const joiner = span.findLastIndex(({ folded }) => JOINERS.has(folded))
      return joiner === -1 ? span : span.slice(0, joiner)
    }
    span.push(word)
    before = word
  }
  return span
}

function rolesIn(span: readonly Word[], table: RoleTable): string | null {
  // "45 have asked for help in evacuating": the gerund is another act; "missing" is a state.
  const told = span.filter(({ folded }) => !folded.endsWith('ing') || folded === 'missing')
  const roles = told.flatMap(({ folded }, at) =>
    ROLE_NOUNS.test(folded) && at >= NOUN_REACH ? [] : (roleOfWord(folded, table) ?? []),
  )
  if (roles.includes('buried')) return 'buried'
  if (span.some(({ folded }) => ALTERNATIVES.has(folded))) return [...new Set(roles)].toSorted().join('+') || null
  return roles[0] ?? null
}

function roleBefore(
  quantity: Quantity,
  words: readonly Word[],
  features: SentenceFeatures,
  table: RoleTable,
): string | null {
  const before = words.filter(({ end }) => end <= quantity.start).toReversed()
  let next: TextRange = quantity
  let role: string | null = null
  for (const [distance, word] of before.slice(0, TOLL_WORDS).entries()) {
    const gap = features.text.slice(word.end, next.start)
    if (gap.length <= ASIDE_GAP && STATEMENT_END.test(gap)) break
    if (features.quantities.some(({ start, end }) => word.start >= start && word.end <= end)) break
    // "A guard died and two men were searched": the verb before the joiner has its own subject.
    if (distance < OBJECT_WORDS && word.folded !== 'as' && JOINERS.has(word.folded)) break
    role ??= distance < OBJECT_WORDS ? roleOfWord(word.folded, table) : null
    if (role !== null) return role
    if (TOLL.test(word.folded)) {
      const phrase = before.slice(0, distance + NOUN_REACH).map(({ folded }) => roleOfWord(folded, table))
      return phrase.findLast((one) => one !== null) ?? null
    }
    next = word
  }
  return null
}

function roleOfWord(folded: string, table: RoleTable): string | null {
  const found = table.find(
    ({ words, beginnings }) => words.has(folded) || beginnings.some((beginning) => folded.startsWith(beginning)),
  )
  return found?.role ?? null
}

/** Words after a figure that may name who is counted. */
const NOUN_WORDS = 4

function circumstances(
  quantity: Quantity,
  after: readonly Word[],
  words: readonly Word[],
  { names, text }: SentenceFeatures,
): Pick<FigureRole, 'who' | 'places'> {
  const near = after.slice(0, NOUN_WORDS)
  const nounEnd = near.findIndex(({ folded }) => PLACE_PREPOSITIONS.has(folded) || folded === 'on')
  const lastNoun = near.slice(0, nounEnd === -1 ? NOUN_WORDS : nounEnd).at(-1)
  const counted = names.filter(({ start, end }) => start >= quantity.end && end <= (lastNoun?.end ?? 0))
  const general = quantity.noun === null || GENERAL.has(quantity.noun) || isRoleNoun(quantity.noun)
  const clause = clauseAround(quantity, text)
  const spanEnd = after.at(-1)?.end ?? quantity.end
  const places = names.flatMap((name) => {
    const before = words
      .filter(({ end }) => end <= name.start)
      .slice(-PLACE_REACH)
      .findLast(({ folded }) => PLACE_PREPOSITIONS.has(folded))
    const isPlace =
      before !== undefined &&
      !/[,;]/.test(text.slice(before.end, name.start)) &&
      PLACE_PREPOSITIONS.has(before.folded) &&
      countryOf(name.key) === null
    const isFronted = (before?.start ?? 1) === 0
    const isNear = isFronted || (name.start >= clause.start && name.end <= clause.end)
    const isOwn = name.start >= quantity.end && name.end <= spanEnd
    return isPlace && isNear ? [{ key: name.key, isOwn }] : []
  })
  const own = places.filter(({ isOwn }) => isOwn)
  // "Four of its drivers": whose they are stands before.
  const isOwned = near.some(({ folded }) => POSSESSIVES.has(folded))
  const owners = isOwned ? names.filter(({ end }) => end <= quantity.start).slice(-1) : []
  const who = [...(general ? [] : [quantity.noun ?? '']), ...[...counted, ...owners].map(({ key }) => key)]
  return { who: who.toSorted().join(' '), places: (own.length > 0 ? own : places).map(({ key }) => key) }
}

const POSSESSIVES: ReadonlySet<string> = new Set(['its', 'their', 'his', 'her', 'our', 'my', 'su', 'sus'])
/** Words from a preposition to the name of its place: "in the collapsed Grand Hotel". */
const PLACE_REACH = 3

/** Words that tell of no event: what becomes of people, who they are, who says so. Stems. */
const TELLING: ReadonlySet<string> = new Set(
  `say tell accord offici author govern minist report figur number count estim spokesman spokeswoman polic state least
   now far day today news agenc also least near rescu bring rise risen put stand clash country nation island region
   area place world capit citi town monday tuesday wednesday thursday friday saturday sunday week yesterday`.split(
    /\s+/,
  ),
)

/** True for a term (stem) that names what happened, where, or to whom: not a role, not people in general. */
export function isOfEvent(term: string): boolean {
  return (
    !/\d/.test(term) &&
    !GENERAL.has(term) &&
    !TELLING.has(term) &&
    roleOfWord(term, PEOPLE) === null &&
    roleOfWord(term, MONEY) === null
  )
}

const isRoleNoun = (stem: string): boolean => roleOfWord(stem, PEOPLE) !== null

/** The part of the sentence between the commas around a figure. */
export function clauseAround({ start, end }: TextRange, text: string): TextRange {
  const from = text.slice(0, start).search(/[,;:](?!\d)[^,;:]*$/)
  const to = text.slice(end).search(/[,;:](?!\d)/)
  return { start: from === -1 ? 0 : from, end: to === -1 ? text.length : end + to }
}
