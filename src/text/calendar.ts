const table = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((entry): [string, number] => {
        const [word = '', value = ''] = entry.split(':')
        return [word, Number(value)]
      }),
  )

/** Month names and abbreviations, English and Spanish, folded, by number. */
export const MONTHS = table(`
  january:1 jan:1 enero:1 ene:1 february:2 feb:2 febrero:2 march:3 mar:3 marzo:3 april:4 apr:4 abril:4 abr:4 may:5
  mayo:5 june:6 jun:6 junio:6 july:7 jul:7 julio:7 august:8 aug:8 agosto:8 ago:8 september:9 sept:9 sep:9
  septiembre:9 setiembre:9 october:10 oct:10 octubre:10 november:11 nov:11 noviembre:11 december:12 dec:12
  diciembre:12 dic:12`)

/** Weekday names, folded, by ISO number: Monday is 1. */
export const WEEKDAYS = table(`
  monday:1 mon:1 lunes:1 tuesday:2 tue:2 tues:2 martes:2 wednesday:3 wed:3 miercoles:3 thursday:4 thu:4 thur:4 thurs:4
  jueves:4 friday:5 fri:5 viernes:5 saturday:6 sat:6 sabado:6 sunday:7 sun:7 domingo:7`)
