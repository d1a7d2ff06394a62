import type { TextLang } from './language.ts'

type Table = Readonly<Record<TextLang, ReadonlyMap<string, number>>>

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

/** Cardinals below a hundred, and Spanish hundreds. */
export const CARDINALS: Table = {
  en: table(`zero:0 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12
    thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40
    fifty:50 sixty:60 seventy:70 eighty:80 ninety:90`),
  es: table(`cero:0 uno:1 un:1 una:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 once:11 doce:12
    trece:13 catorce:14 quince:15 dieciseis:16 diecisiete:17 dieciocho:18 diecinueve:19 veinte:20 veintiun:21
    veintiuno:21 veintiuna:21 veintidos:22 veintitres:23 veinticuatro:24 veinticinco:25 veintiseis:26 veintisiete:27
    veintiocho:28 veintinueve:29 treinta:30 cuarenta:40 cincuenta:50 sesenta:60 setenta:70 ochenta:80 noventa:90
    cien:100 ciento:100 doscientos:200 doscientas:200 trescientos:300 trescientas:300 cuatrocientos:400
    cuatrocientas:400 quinientos:500 quinientas:500 seiscientos:600 seiscientas:600 setecientos:700 setecientas:700
    ochocientos:800 ochocientas:800 novecientos:900 novecientas:900`),
}

/** Words that multiply what stands before them. Spanish counts by the long scale: a billón is a million millions. */
export const SCALES: Table = {
  en: table(`hundred:100 thousand:1e3 million:1e6 billion:1e9 trillion:1e12 bn:1e9 mn:1e6 tn:1e12 mln:1e6 bln:1e9
    trn:1e12 k:1e3 m:1e6 b:1e9 dozen:12`),
  es: table(`mil:1e3 millon:1e6 millones:1e6 millardo:1e9 millardos:1e9 billon:1e12 billones:1e12 trillon:1e18
    trillones:1e18 docena:12`),
}

/** Nouns that stand for a round number after "a", "un" or a count: all but dozens are estimates. */
export const COLLECTIVES: Table = {
  en: table('dozen:12'),
  es: table(`docena:12 docenas:12 decena:10 veintena:20 treintena:30 cincuentena:50 centenar:100
    centena:100 millar:1e3`),
}

/** Scale letters that count only right after the figure: "$14M", not "14 m". */
export const GLUED_SCALES: ReadonlySet<string> = new Set(['k', 'm', 'b'])

/** Plurals that stand for some of them: "dozens", "tens of thousands". The highest they reach is in VAGUE_SPANS. */
export const VAGUE: Table = {
  en: table('tens:20 dozens:24 scores:40 hundreds:200 thousands:2e3 millions:2e6 billions:2e9 trillions:2e12'),
  es: table(`decenas:20 docenas:24 cientos:200 centenares:200 centenas:200 miles:2e3 millares:2e3 millones:2e6
    billones:2e12`),
}

/** What a vague plural stays below, as a multiple of one of them: "tens" below 100, "thousands" below 100,000. */
export const VAGUE_TOPS: ReadonlyMap<number, number> = new Map([
  [20, 100],
  [24, 100],
  [40, 100],
  [200, 1_000],
  [2e3, 1e5],
  [2e6, 1e9],
  [2e9, 1e12],
  [2e12, 1e15],
])

/** Ordinals that words tell; "3rd" and "3.º" are told by their ending. */
export const ORDINALS: Table = {
  en: table(`first:1 second:2 third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 eleventh:11
    twelfth:12 twentieth:20 hundredth:100`),
  es: table(`primer:1 primero:1 primera:1 primeros:1 primeras:1 segundo:2 segunda:2 tercer:3 tercero:3 tercera:3 cuarto:4
    cuarta:4 quinto:5 quinta:5 sexto:6 sexta:6 septimo:7 septima:7 octavo:8 octava:8 noveno:9 novena:9 decimo:10
    decima:10`),
}
