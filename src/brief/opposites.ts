import type { TextLang } from '../text/language.ts'
import { stemWord } from '../text/stems.ts'

// Each row: words of one direction | words of the other. General English and Spanish; folded.
const PAIRS: Readonly<Record<TextLang, string>> = {
  en: `
    rise rose increase grow climb surge soar jump gain | fall fell drop decrease decline plunge shrink sink slump lose
    raise hike boost expand | cut lower reduce slash curb
    accept approve welcome agree adopt endorse pass | reject refuse decline disagree veto spurn
    confirm admit acknowledge | deny denied
    before prior | after following
    more above over exceed | less fewer below under
    most majority | least minority few
    highest maximum largest biggest | lowest minimum smallest
    high higher upper | low lower
    early earlier | late later
    first | last
    win won victory defeat beat | lose lost loss
    support back favor endorse favour | oppose reject condemn criticize
    praise | condemn criticize blame denounce
    allow permit let enable authorize | ban bar forbid block prohibit prevent
    start begin began open launch resume | end stop finish close halt suspend cancel
    join enter arrive | leave left quit exit depart
    buy bought purchase | sell sold
    import | export
    guilty convict | innocent acquit
    arrest detain jail imprison | release free
    succeed success | fail failure
    alive survive live | dead die died kill
    strengthen strong stronger | weaken weak weaker
    better improve best | worse worsen worst
    north northern | south southern
    east eastern | west western
    left | right
    inside within | outside
    attack | defend
    legal lawful | illegal unlawful
    true | false
    always | never
    all every | none no
    with | without
    ally friend friendly | enemy foe hostile
    pro | anti
    public | private
    old older | new young younger newer
    male man men boy | female woman women girl
    father son brother husband | mother daughter sister wife
    positive | negative
    likely | unlikely
    possible | impossible
    yes | no
    day | night
    long longer | short shorter
    hot warm | cold
    victim | suspect perpetrator
    loosen ease relax lift | tighten impose
    advance | retreat
    appear emerge | disappear vanish
    hire appoint | fire dismiss sack
    invite | expel
    give gave send sent | take took receive
    ask | answer
    minor slight | major severe
    profit | loss
    peace | war`,
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

const NEGATING_PREFIX: Readonly<Record<TextLang, RegExp>> = {
  en: /^(?:un|in|im|il|ir|dis|non|mis)(?=\w{4})/,
  es: /^(?:in|im|i|des|anti)(?=\w{4})/,
}

type Sides = { readonly left: ReadonlySet<number>; readonly right: ReadonlySet<number> }
const table: Readonly<Record<TextLang, ReadonlyMap<string, Sides>>> = { en: readTable('en'), es: readTable('es') }

function readTable(lang: TextLang): ReadonlyMap<string, Sides> {
  const sides = new Map<string, { left: Set<number>; right: Set<number> }>()
  for (const [row, line] of PAIRS[lang].trim().split('\n').entries()) {
    for (const [side, words] of line.split('|').entries()) {
      for (const word of words.trim().split(/\s+/)) {
        const entry = sides.get(stemWord(word, lang)) ?? { left: new Set(), right: new Set() }
        entry[side === 0 ? 'left' : 'right'].add(row)
        sides.set(stemWord(word, lang), entry)
      }
    }
  }
  return sides
}

/** True where one word says the opposite of the other: by the table, or by a prefix ("likely", "unlikely"). */
export function areOpposite(a: string, b: string, lang: TextLang): boolean {
  if (a === b) return false
  const [left, right] = [table[lang].get(stemWord(a, lang)), table[lang].get(stemWord(b, lang))]
  if (left !== undefined && right !== undefined) {
    if ([...left.left].some((row) => right.right.has(row))) return true
    if ([...left.right].some((row) => right.left.has(row))) return true
  }
  const bare = (word: string): string => word.replace(NEGATING_PREFIX[lang], '')
  return (bare(a) !== a && bare(a) === b) || (bare(b) !== b && bare(b) === a)
}
