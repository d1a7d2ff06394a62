import { HEDGES } from '../../text/hedges.ts'
import type { TextLang } from '../../text/language.ts'

// General English and Spanish, folded. Closed classes and frequent verbs; none was taken from a collection.

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))
type Words = Readonly<Record<TextLang, ReadonlySet<string>>>

/** Before a statement they leave open whether it is so: possible, wanted, tried, promised, believed or alleged. */
export const UNSETTLING: Words = {
  en: list(`
    ${HEDGES.en.join(' ')}
    should nearly almost hardly barely scarcely unlike whether plan plans planned hope hopes hoped try tries tried attempted
    threatens threatened promises promised vowed pledged expected considers considering considered wants intends claim
    claims claimed alleges alleged accuse accuses accused believe believes believed suspect suspects suspected argues
    argued disputes disputed doubts doubted rumors rumours joked jokes
    pretended feared fears`),
  es: list(`
    ${HEDGES.es.join(' ')}
    deberia deberian casi apenas planea planean planeaba pretende pretenden quiere quieren espera esperan intento intenta
    intentaron amenazo amenaza amenazaron prometio promete prometieron acusa acusan acuso acusaron alega alegan alego
    cree creen creia sospecha sospechan desmintio desmienten descarto descartaron duda dudan rumores
    bromeo fingio teme temen pidio pide piden pidieron insto instaron exhorto exhortaron ordeno`),
}

/** Words of the same kind that keep what a left-out one said. */
export const UNSETTLED_TOO: Words = {
  en: list(`
    can would if unless unclear according says said told denies denied not no never suspicion accusation
    accusations allegation allegations expects seeks sought aims proposed possible possibly unlikely uncertain
    unknown doubt question`),
  es: list(`
    puede pueden podra podran si segun dijo dijeron dice dicen afirmo afirma afirmaron asegura aseguran aseguro nego
    niega no nunca acusado acusada acusados acusacion preve posible posibles duda desconoce pregunto
    presunto presunta supuesto supuesta`),
}

/** "Planned to open": with these only before an infinitive; else they are nouns, adjectives or say something else. */
export const WITH_INFINITIVE: ReadonlySet<string> = list(
  `plan plans planned hope hopes hoped try tries tried attempted threatens threatened promises promised vowed pledged
   expected wants intends likely`,
)

/** "Asked members to vote": with "to" soon after, they want something done that may not be. */
export const DIRECTIVES: ReadonlySet<string> = list(
  'asked asks urged urges ordered orders begged advised advises encouraged invited invites pressed',
)

/** Before a noun they say it is not, or not yet or no longer, what the noun says. */
export const UNREAL: Words = {
  en: list(`former alleged suspected purported attempted planned proposed potential apparent supposed fake deputy`),
  es: list(`supuesto supuesta supuestos supuestas presunto presunta presuntos presuntas llamado llamada llamados posible
    posibles falso falsa`),
}

/** A share of those the noun names. */
export const SHARES: Words = {
  en: list('some few half third quarter fifth tenth part fraction handful minority'),
  es: list('algunos algunas unos unas pocos pocas mitad tercio cuarto quinto decimo parte minoria'),
}

/** They tie a statement to a condition or except something from it. */
export const CONDITIONS: Words = {
  en: list('if unless provided assuming except excepting excluding'),
  es: list('si siempre salvo excepto menos'),
}
/** Spanish words that tie a condition only before the word given. */
export const CONDITION_NEXT: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['siempre', list('que')],
  ['menos', list('que')],
  ['provided', list('that')],
])

/** Those who speak against, or for, somebody: what they say is a side's word. */
export const PARTISANS: Words = {
  en: list('critics opponents detractors rivals opposition supporters skeptics sceptics'),
  es: list('criticos opositores detractores rivales oposicion partidarios'),
}

/** They make one statement the cause of another, or set it against the other. */
export const CAUSES: Words = {
  en: list('because therefore thus hence although though despite due causing prompting thanks'),
  es: list('porque debido aunque pese gracias'),
}

/** Somebody who is not the person or company they belong to. */
export const RELATIONS: Words = {
  en: list(`
    sister brother wife husband son daughter father mother uncle aunt cousin nephew niece widow lawyer attorney aide
    adviser advisor bodyguard driver friend rival opponent supporters partner colleague victim critics neighbour neighbor
    chief founder owner employee employees`),
  es: list(`
    hermana hermano esposa esposo marido mujer hijo hija padre madre tio tia primo prima sobrino sobrina viuda abogado
    abogada asesor asesora escolta chofer amigo amiga rival socio socia victima vecino vecina fundador dueno empleado
    empleados`),
}

/** Helping verbs that follow a noun with what is said beside it: "the man | suspected of it | was freed". */
export const HELPING: Words = {
  en: list('was were is are has had have will would'),
  es: list('fue fueron es son ha han habia habian sera seran'),
}

/** Units a rate is told by: "300 a month". */
export const PERIODS: ReadonlySet<string> = list(
  'hour day night week month quarter year decade hora dia noche semana mes trimestre ano decada',
)
export const PER: Words = { en: list('a an per each every'), es: list('al a por cada') }
