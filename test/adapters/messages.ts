import { digestMessage } from '../../src/commands/digest-message.ts'
import type { ChatMessage, CitationLink, Lang, MessageRow, RowMark } from '../../src/news/message.ts'
import { BOGOTA, EIGHT_AM } from '../commands/sample.ts'
import { writtenChange } from '../commands/written-sample.ts'

/** Outlet n's article, as the store would give it. */
export const cite = (...numbers: readonly number[]): readonly CitationLink[] =>
  numbers.map((n) => ({ n, url: `https://outlet-${n}.example/world/2026/01/08/report-${n}` }))

export const line = (text: string, sources: readonly number[] = [], aside: string | null = null): MessageRow => ({
  kind: 'line',
  mark: null,
  text,
  citations: cite(...sources),
  aside,
})

export const marked = (
  mark: RowMark,
  text: string,
  sources: readonly number[] = [],
  aside: string | null = null,
): MessageRow => ({ kind: 'line', mark, text, citations: cite(...sources), aside })

export const difference = (topic: string, ...sides: readonly (readonly [string, number, string?])[]): MessageRow => ({
  kind: 'difference',
  topic,
  sides: sides.map(([value, source, aside]) => ({ value, citations: cite(source), aside: aside ?? null })),
})

export const origin = (name: string, ...entries: readonly (readonly [number, string, string?])[]): MessageRow => ({
  kind: 'origin',
  name,
  entries: entries.map(([n, text, aside]) => ({ citation: cite(n)[0]!, text, aside: aside ?? null })),
})

const short: ChatMessage = {
  lang: 'en',
  title: 'Trump–Petro',
  notification: 'Trump–Petro: 3 changes since 08:00, among them a planned visit to Washington.',
  context: ['as of Thu 8 Jan, 18:00 Bogotá · newest source 17:20', '5 articles → 4 texts → 3 origins, 1 unattributed'],
  sections: [
    {
      heading: 'What changed since 08:00',
      rows: [
        marked('added', 'The two foreign ministries are to prepare the visit.', [3]),
        marked('corroborated', 'the leaders spoke for about an hour.', [1, 3], '2 origins, was 1'),
        marked('revised', 'the visit is now expected in the first week of February, not “soon”.', [3]),
        marked('disputed', 'which “first call” it was (see below)'),
        marked('withdrawn', 'a second call on Friday had been agreed.', [4]),
      ],
    },
    {
      heading: 'The story',
      rows: [
        line(
          'Trump asked Petro to the White House after a call of about an hour; no day is fixed.',
          [2, 1, 3],
          '3 origins',
        ),
        line('“I liked the way he spoke, and we will meet soon”, Trump wrote.', [2], 'primary: Trump’s post'),
        line(
          'The boat strikes since September have killed at least 110 people in more than 30 attacks.',
          [2],
          'single source',
        ),
        line('Crowds filled squares in a dozen Colombian cities.', [4], 'single source, unattributed'),
      ],
    },
    {
      heading: 'Sources differ',
      rows: [
        difference(
          'First call since…',
          ['“Petro took office”', 2],
          ['“Trump came back to office”', 3],
          ['“the threat on Sunday”', 1, '2 origins'],
        ),
        difference('Length of the call', ['about an hour', 1], ['55 minutes', 3]),
      ],
    },
    {
      heading: 'Sources',
      rows: [
        origin('Reuters', [2, 'Outlet A, 7 Jan 23:10', 'wire reprint']),
        origin(
          'Al Jazeera',
          [1, 'Outlet B, 8 Jan 01:02'],
          [5, 'Outlet C, 8 Jan 04:31', 'rewrite of the same report, adds nothing'],
        ),
        origin('own report', [3, 'Outlet D, 8 Jan 03:40', 'cites Reuters, The New York Times']),
        origin('unattributed', [4, 'Outlet E, 8 Jan 05:15', 'names no source']),
        { kind: 'note', text: 'Every line is an extract: the words of its source.' },
      ],
    },
  ],
}

const quiet: ChatMessage = {
  lang: 'en',
  title: 'Trump–Petro',
  notification: 'Trump–Petro: nothing new since 08:00 (1 more article, same origin).',
  context: ['nothing new since 08:00 (1 more article, same origin)', 'as of 18:00'],
  sections: [],
}

const spanish: ChatMessage = {
  lang: 'es',
  title: 'Trump–Petro',
  notification: 'Trump–Petro: 2 novedades desde las 08:00, entre ellas una visita a Washington.',
  context: ['al jueves 8 de enero, 18:00 de Bogotá', '5 artículos → 4 textos → 3 orígenes, 1 sin atribuir'],
  sections: [
    {
      heading: 'Qué cambió desde las 08:00',
      rows: [
        marked('added', 'Las cancillerías de ambos países prepararán la visita.', [3]),
        marked('corroborated', 'la llamada duró cerca de una hora.', [1, 3], '2 orígenes, antes 1'),
        marked('revised', 'serían 30 los ataques a lanchas, no 28.', [2]),
        marked('disputed', 'de qué «primera llamada» se trata (véase abajo)'),
        marked('withdrawn', 'ya estaba acordada otra llamada para el viernes.', [4]),
      ],
    },
    {
      heading: 'La historia',
      rows: [
        line(
          'Trump invitó a Petro a la Casa Blanca tras una llamada de cerca de una hora; aún no hay fecha.',
          [2, 1, 3],
          '3 orígenes',
        ),
        line('«Si no hablamos, hay guerra», dijo Petro en la plaza.', [1], 'una sola fuente'),
      ],
    },
    {
      heading: 'Las fuentes discrepan',
      rows: [difference('Primera llamada desde…', ['«la posesión de Petro»', 2], ['«la amenaza del domingo»', 1])],
    },
    {
      heading: 'Fuentes',
      rows: [
        origin('Reuters', [2, 'Medio A, 7 ene 23:10', 'reproduce la agencia']),
        origin('sin atribuir', [4, 'Medio E, 8 ene 05:15', 'no nombra ninguna fuente']),
      ],
    },
  ],
}

/** What an attacker would write into an article, and into an outlet's name. */
const ATTACKS = [
  '@everyone and @here: <!channel> <!here> <@U012AB3CD> <@&81384788765712384> <#C012AB3CD>',
  '[click here](https://evil.example) <https://evil.example|your bank> https://evil.example/login',
  'a \u001b[31mred\u001b[0m word, a bell \u0007, a title \u001b]0;owned\u0007, a cleared screen \u001b[2J',
  'an invoice named \u202Efdp.exe\u202C and an \u2066isolate\u2069, zero\u200Bwidth\uFEFF, soft\u00ADhyphen',
  '*bold* _italic_ ~struck~ `code` ```block``` ||spoiler|| > quote # heading -# small <t:0:F> :tada: <:x:1>',
  '1. a list\n- of items\n# and a heading\r\n> and a quote',
  'discord.gg/abcdef and \\*already escaped\\* and &lt;!channel&gt; and R&D',
] as const

const hostile: ChatMessage = {
  lang: 'en',
  title: 'Trump–Petro @everyone <!channel>',
  notification: `Trump–Petro: ${ATTACKS[0]} ${ATTACKS[1]}`,
  context: ['as of 18:00 @here', ATTACKS[2]],
  sections: [
    {
      heading: 'The story <!here> *bold*',
      rows: [
        ...ATTACKS.map((text) => line(text, [1], 'aside @everyone [x](https://evil.example)')),
        {
          kind: 'line',
          mark: 'added',
          text: 'A citation whose address is not a web page.',
          citations: [
            { n: 6, url: 'javascript:alert(1)' },
            { n: 7, url: 'https://user:secret@evil.example/' },
            { n: 8, url: 'https://outlet-8.example/a_(b)/c?d=e|f>g' },
            { n: 9, url: null },
          ],
          aside: null,
        },
      ],
    },
    {
      heading: 'Sources differ',
      rows: [difference(ATTACKS[0], [ATTACKS[1], 1, ATTACKS[4]], [ATTACKS[6], 2])],
    },
    {
      heading: 'Sources',
      rows: [origin('Outlet *A* <!channel>', [1, ATTACKS[1], ATTACKS[3]]), { kind: 'note', text: ATTACKS[0] }],
    },
  ],
}

const OUTLET_COUNT = 12
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

const long: ChatMessage = {
  lang: 'en',
  title: 'Trump–Petro: everything since Sunday',
  notification: 'Trump–Petro: 24 new lines and 20 differences since Sunday.',
  context: ['as of Thu 8 Jan, 18:00 Bogotá', '48 articles → 20 texts → 12 origins, 2 unattributed'],
  sections: [
    {
      heading: 'What changed since Sunday',
      rows: numbers(24).map((n) =>
        marked(
          n % 6 === 0 ? 'revised' : 'added',
          `Update ${n}: officials in both capitals said that the talks on boats, drug routes and the sanctions list would go on, ` +
            'and that a further list of points would be sent before the visit to the White House is fixed.',
          [n % OUTLET_COUNT, (n + 3) % OUTLET_COUNT],
          n % 2 === 0 ? '2 origins' : 'single source',
        ),
      ),
    },
    {
      heading: 'The story',
      rows: numbers(30).map((n) =>
        line(
          `Line ${n}: a statement of some length about the call, the marches in the squares and the answer of the two ministries, ` +
            'as the agencies and the papers that carry them told it during the week.',
          [n % OUTLET_COUNT],
          '3 origins',
        ),
      ),
    },
    {
      heading: 'Sources differ',
      rows: numbers(30).map((n) =>
        difference(
          `Point ${n} of the talks`,
          [`“version ${n} of the palace”`, 1],
          [`“version ${n} of the ministry”`, 2, '2 origins'],
        ),
      ),
    },
    {
      heading: 'Sources',
      rows: numbers(OUTLET_COUNT).map((n) =>
        origin(`Agency ${n}`, [n, `Outlet ${n}, 8 Jan 0${n % 10}:15`, 'wire reprint']),
      ),
    },
  ],
}

const writtenIn = (lang: Lang): ChatMessage =>
  digestMessage(writtenChange(lang), { lang, zone: BOGOTA, previousAt: EIGHT_AM })

/** A digest that a model wrote. */
const [written, writtenSpanish] = [writtenIn('en'), writtenIn('es')]

/** The messages every renderer has a golden file of. */
export const MESSAGES = { short, long, quiet, spanish, hostile, written, writtenSpanish } as const

/** All text of the rows, piece by piece, in reading order. */
export function rowTexts(message: ChatMessage): readonly string[] {
  return message.sections.flatMap(({ rows }) => rows.flatMap(textsOf))
}

function textsOf(row: MessageRow): readonly string[] {
  switch (row.kind) {
    case 'line':
    case 'note':
      return [row.text]
    case 'paragraph':
      return row.label === null ? [row.text] : [row.label, row.text]
    case 'difference':
      return [row.topic, ...row.sides.map((side) => side.value)]
    case 'origin':
      return [row.name, ...row.entries.map((entry) => entry.text)]
  }
}
