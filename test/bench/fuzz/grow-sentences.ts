import type { Random } from '../../eval/mutations.ts'
import { below, oneOf } from './nasty-text.ts'

type Words = Readonly<Record<'en' | 'es', readonly string[]>>
const both = (en: string, es: string): Words => ({ en: en.split('|'), es: es.split('|') })

/** What the slots of a sentence are filled with: few of each, so that sentences meet on some slots and part on others. */
const SLOTS: Readonly<Record<string, Words>> = {
  who: both('Ana Lind|Mayor Ana Lind|Lind|the harbour council|President Joel Karst|Karst|Northline Shipping|the ministry|police', 'Ana Lind|la alcaldesa Ana Lind|Lind|el consejo del puerto|el presidente Joel Karst|Karst|la naviera Northline|el ministerio|la policía'), // prettier-ignore
  place: both('Calder|Lake Orrin|the lower town|Norwick, Upland|Spain|the United States', 'Calder|el lago Orrin|la parte baja|Norwick, Upland|España|Estados Unidos'), // prettier-ignore
  thing: both(
    'dam|harbour wall|ferry|hospital|tax on fuel|ceasefire',
    'presa|muelle|ferri|hospital|impuesto|alto el fuego',
  ),
  count: both('400|380|1,200|about 1,200|more than 400|fewer than 380|four hundred|a dozen|12,5|12.5|some two thousand|no|half of the|one in three|3½', '400|380|1.200|unas 1.200|más de 400|menos de 380|cuatrocientas|una docena|12,5|dos mil|ninguna de las|la mitad de las|una de cada tres'), // prettier-ignore
  unit: both('homes|people|families|workers|tonnes of grain|kilometres|miles', 'casas|personas|familias|trabajadores|toneladas de grano|kilómetros|millas'), // prettier-ignore
  money: both('$5 million|$5m|between $5 million and $7 million|€9bn|9 million euros|12%|12 percent|12 percentage points|a third', '5 millones de dólares|entre 5 y 7 millones de dólares|9.000 millones de euros|9 millones de euros|el 12%|un 12 por ciento|12 puntos porcentuales|un tercio'), // prettier-ignore
  day: both('on Monday|on Sunday night|yesterday|last week|on 7 January|on Jan. 8, 2026|in March 2027|by the end of 2026|two days ago|at 8:30 am|between Monday and Friday', 'el lunes|el domingo por la noche|ayer|la semana pasada|el 7 de enero|el 8 de enero de 2026|en marzo de 2027|antes de fin de 2026|hace dos días|a las 8:30|entre el lunes y el viernes'), // prettier-ignore
  did: both('broke|was repaired|has been closed|will reopen|did not break|may have broken|was never inspected|is expected to be sold', 'se rompió|fue reparado|está cerrado|reabrirá|no se rompió|pudo haberse roto|nunca fue inspeccionado|se venderá'), // prettier-ignore
  says: both(
    'said|told reporters|denied|claimed|confirmed|did not say|according to|warned',
    'dijo|dijo a la prensa|negó|afirmó|confirmó|no dijo|según|advirtió',
  ),
  quote: both('We had been warned twice|We were never warned|Nobody inspected that wall since the spring|The wall will hold, and nobody [in Calder] need leave', 'Nos habían avisado dos veces|Nunca nos avisaron|Nadie revisó ese muro desde la primavera|El muro aguantará'), // prettier-ignore
  rank: both(
    'the first|the third|the worst|the largest|its second',
    'la primera|la tercera|la peor|la mayor|su segunda',
  ),
  why: both('because of the storm|after weeks of rain|despite two warnings|if the rain goes on|although it was new', 'por la tormenta|tras semanas de lluvia|pese a dos avisos|si sigue la lluvia|aunque era nuevo'), // prettier-ignore
}

const SHAPES = both(
  'The {thing} in {place} {did} {day}, {who} said.|{who} {says} {day} that the {thing} {did} and {count} {unit} were flooded {why}.|“{quote},” {who} {says} {day}.|{who} {says}: “{quote}.”|The {thing} will cost {money} {day}, {who} {says}.|{count} {unit} were moved from {place} {day}, up from {count} {unit} {day}.|It was {rank} flood in {place} since {count} {unit} were lost {day}.|{who} and {who} met in {place} {day}, but {who} {says} the {thing} {did}.|At least {count} {unit} died and {count} were hurt in {place}, {who} {says} {day}.|{who}, {count}, {says} “{quote}” and then that the {thing} {did} {why}.',
  'El {thing} de {place} {did} {day}, dijo {who}.|{who} {says} {day} que el {thing} {did} y {count} {unit} quedaron anegadas {why}.|«{quote}», {says} {who} {day}.|{who} {says}: «{quote}».|El {thing} costará {money} {day}, {says} {who}.|{count} {unit} salieron de {place} {day}, frente a {count} {unit} {day}.|Fue {rank} riada de {place} desde {day}, con {count} {unit}.|{who} y {who} se reunieron en {place} {day}, pero {who} {says} que el {thing} {did}.|Al menos {count} {unit} murieron y {count} resultaron heridas en {place}, {says} {who} {day}.',
)

/** A sentence of news of the same few people, things, figures and days. */
export function growSentence(random: Random): string {
  const lang = random() < 0.75 ? 'en' : 'es'
  return fill(oneOf(random, SHAPES[lang], ''), lang, random)
}

/** The same sentence told several times, each time with some of its slots filled otherwise. */
export function growVersions(random: Random, count: number): readonly string[] {
  const lang = random() < 0.75 ? 'en' : 'es'
  const shape = oneOf(random, SHAPES[lang], '')
  const first = slotsOf(shape).map((slot) => some(slot, lang, random))
  return Array.from({ length: count }, () => {
    const changed = below(random, first.length + 1)
    let at = -1
    return shape.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
      at += 1
      return at === changed || random() < 0.1 ? some(slot, lang, random) : (first[at] ?? '')
    })
  })
}

const slotsOf = (shape: string) => [...shape.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot)
const some = (slot: string, lang: 'en' | 'es', random: Random) => oneOf(random, SLOTS[slot]?.[lang] ?? [], '')
const fill = (shape: string, lang: 'en' | 'es', random: Random) =>
  shape.replaceAll(/\{(\w+)\}/g, (_, slot: string) => some(slot, lang, random))
