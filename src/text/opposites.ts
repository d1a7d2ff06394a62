import type { TextLang } from './language.ts'
import { onceAsked } from './once-asked.ts'
import { stemWord } from './stems.ts'

// Each row: words of one direction | words of the other. General language, folded.

/**
 * English words that cannot both be true of one event, wherever they stand in a sentence; Spanish words meet them through
 * the glossary. Those after a "+" mean other things too, and exclude only what stands in their place.
 */
const ANYWHERE = `
rise increase grow climb gain jump soar surge up higher | fall decrease drop decline shrink tumble plunge slide down lower + sink slump lose
win victory | lose + loss
victory | defeat
open reopen | close shut
begin start + open launch resume | end finish stop + close halt suspend cancel
buy acquire + purchase | sell
arrive enter + join | leave depart exit + quit left
accept approve adopt + welcome agree endorse pass | reject refuse veto + decline disagree spurn
agree | disagree
support back endorse favor + favour | oppose + reject condemn criticize
import | export
guilty convict | innocent acquit
hire recruit + appoint | dismiss sack + fire
arrest detain jail + imprison | release free
alive survive + live | dead die kill
best + better improve | worst + worse worsen
before earlier + prior | after later + following
first | last
above | below
more + above over exceed | less fewer + below under
north northern | south southern
east eastern | west western
male man boy + men | female woman girl + women
legal + lawful | illegal + unlawful
safe | dangerous unsafe
lift ease + loosen relax | impose tighten
war | peace`

/** Words that exclude each other only where one stands in the place of the other: "by day" and "by night". */
const IN_PLACE: Readonly<Record<TextLang, string>> = {
  en: `
    raise hike boost expand | cut lower reduce slash curb
    high higher upper | low lower
    highest maximum largest biggest | lowest minimum smallest
    defeat beat | lose loss
    confirm admit acknowledge | deny
    praise | condemn criticize blame denounce
    allow permit let enable authorize | ban bar forbid block prohibit prevent
    succeed success | fail failure
    strengthen strong stronger | weaken weak weaker
    early earlier | late later
    most majority | least minority few
    all every | none no
    with | without
    always | never
    yes | no
    true | false
    likely | unlikely
    possible | impossible
    positive | negative
    left | right
    inside within | outside
    father son brother husband | mother daughter sister wife
    old older | new young younger newer
    long longer | short shorter
    hot warm | cold
    minor slight | major severe
    day | night
    attack | defend
    advance | retreat
    ally friend friendly | enemy foe hostile
    pro | anti
    public | private
    victim | suspect perpetrator
    appear emerge | disappear vanish
    invite | expel
    give send | take receive
    ask | answer
    profit | loss`,
  es: `
    subir subio aumentar aumento crecer crecio incrementar alza | bajar bajo caer cayo disminuir disminuyo reducir baja caida
    aceptar acepto aprobar aprobo adoptar | rechazar rechazo vetar veto
    confirmar confirmo admitir admitio reconocer | negar nego desmentir desmintio
    antes | despues tras
    mas sobre | menos bajo
    mayoria mayor mayores | minoria menor menores
    maximo | minimo
    primero primera primer | ultimo ultima
    ganar gano victoria vencer | perder perdio derrota
    apoyar apoyo respaldar respaldo | oponer opuso rechazar criticar condenar
    elogiar elogio | criticar critico condenar condeno
    permitir permitio autorizar autorizo | prohibir prohibio impedir impidio bloquear
    empezar empezo comenzar comenzo iniciar inicio abrir | terminar termino acabar cerrar cerro suspender suspendio cancelar
    entrar entro llegar llego | salir salio dejar
    comprar compro | vender vendio
    importar | exportar
    culpable condenado | inocente absuelto
    detener detuvo arrestar capturar capturo | liberar libero soltar
    vivo sobrevivir | muerto murio morir matar
    fortalecer | debilitar
    mejor mejorar | peor empeorar
    norte | sur
    este oriental | oeste occidental
    izquierda | derecha
    legal | ilegal
    verdadero cierto | falso
    siempre | nunca
    todos todo | nadie nada
    con | sin
    aliado amigo | enemigo
    publico | privado
    hombre hombres nino | mujer mujeres nina
    positivo | negativo
    posible | imposible
    largo | corto
    paz | guerra
    invitar invito | expulsar expulso
    levantar levanto | imponer impuso`,
}

/** Days counted from the day of writing: each the others' opposite. */
const days = onceAsked(() => ['yesterday', 'today', 'tomorrow', 'tonight'].map((word) => stemWord(word, 'en')))

const NEGATING_PREFIX: Readonly<Record<TextLang, RegExp>> = {
  en: /^(?:un|in|im|il|ir|dis|non|mis)(?=\w{4})/,
  es: /^(?:in|im|i|des|anti)(?=\w{4})/,
}

/** A stem and those of the other side of its rows. */
type Opposites = ReadonlyMap<string, ReadonlySet<string>>

// Stemming the rows takes time that most commands have no use for.
const anywhere = onceAsked(() => readRows(ANYWHERE.replaceAll(/\+[^|\n]*/g, ''), 'en'))
const inPlace: Readonly<Record<TextLang, () => Opposites>> = {
  en: onceAsked(() => readRows(ANYWHERE.replaceAll('+', '') + IN_PLACE.en, 'en')),
  es: onceAsked(() => readRows(IN_PLACE.es, 'es')),
}

function readRows(rows: string, lang: TextLang): Opposites {
  const opposites = new Map<string, Set<string>>()
  for (const row of rows.trim().split('\n')) {
    const [left = [], right = []] = row.split('|').map((side) =>
      side
        .trim()
        .split(/\s+/)
        .map((word) => stemWord(word, lang)),
    )
    for (const one of left) {
      for (const other of right) {
        opposites.set(one, (opposites.get(one) ?? new Set()).add(other))
        opposites.set(other, (opposites.get(other) ?? new Set()).add(one))
      }
    }
  }
  return opposites
}

/** English stems that cannot stand for the same as this one, wherever they stand: of "rise", those of "fall" and its like. */
export function oppositesOf(stem: string): readonly string[] {
  if (days().includes(stem)) return days().filter((day) => day !== stem)
  return [...(anywhere().get(stem) ?? [])]
}

/** True where one word says the opposite of the other in whose place it stands, by its rows or a prefix ("unlikely"). */
export function areOpposite(a: string, b: string, lang: TextLang): boolean {
  if (a === b) return false
  if (inPlace[lang]().get(stemWord(a, lang))?.has(stemWord(b, lang)) === true) return true
  const bare = (word: string): string => word.replace(NEGATING_PREFIX[lang], '')
  return (bare(a) !== a && bare(a) === b) || (bare(b) !== b && bare(b) === a)
}
