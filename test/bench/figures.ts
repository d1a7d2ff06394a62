// One table of all that is recorded: what each part found out, beside its bar, peers and floor.
import { z } from 'zod'

const rowShape = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]))

/** The shape of results.json: what each part wrote last, and where and when. */
export const resultsShape = z.record(
  z.string(),
  z.object({ machine: z.string(), date: z.string().optional(), rows: z.array(rowShape) }),
)
export type Results = z.output<typeof resultsShape>
type Row = z.output<typeof rowShape>

/** One line of the table; what does not apply is empty. */
export type Figure = {
  readonly part: string
  readonly what: string
  readonly ours: string
  readonly peers: string
  readonly floor: string
  /** How many times as long ours takes as each peer, and as the floor: medians of paired runs. */
  readonly ratio: string
  readonly bar: string
  readonly machine: string
  /** `now`, or the day that a long part was recorded. */
  readonly when: string
}

type Told = Pick<Figure, 'what' | 'ours'> & Partial<Pick<Figure, 'peers' | 'floor' | 'ratio' | 'bar'>>

const ARRIVING: Readonly<Record<string, string>> = {
  none: 'nothing comes in',
  some: 'an article a second comes in',
  many: 'twenty articles a second come in',
  flood: 'as many articles come in as can be stored',
}

/** What is told of a part: the figures that a bar, a peer or a floor stands beside. */
const TOLD: Readonly<Record<string, (rows: readonly Row[]) => readonly Told[]>> = {
  'parse-feeds': (rows) => rows.map((row) => besidePeers(row, ['rss-parser', 'feedsmith'])),
  'read-pages': (rows) => rows.map((row) => besidePeers(row, ['readability + linkedom'])),
  storing: (rows) => rows.map((row) => besidePeers(row, [])),
  copies: (rows) => rows.map((row) => besideNamed(row)),
  ingest: tellIngest,
  'ingest-curve': tellIngest,
  'story-size': (rows) =>
    rows.slice(-1).flatMap((row) =>
      ['brief', 'changed'].map((command) => ({
        what: `${command} as a command's first work, ${text(row, 'articles')} articles in the story (processor time)`,
        ours: `${text(row, `${command} CPU ms`)} ms`,
      })),
    ),
  whatchanged: (rows) =>
    rows.map((row) => ({
      what:
        `${row['asked'] === 'brief' ? '/brief' : '/whatchanged'} while ${ARRIVING[text(row, 'arrivals')] ?? 'articles come in'}, ` +
        `${text(row, 'articles')} stored, ${text(row, 'on the story')} in the story: p50 / p99`,
      ours: `${text(row, 'p50')} / ${text(row, 'p99')} ms`,
      bar: row['asked'] === 'brief' ? 'p99 ≤ 1,000 ms' : 'p99 ≤ 100 ms',
    })),
  tick: (rows) =>
    rows.map((row) => ({
      what: `a digest's slot, ${text(row, 'platform')}, ${text(row, 'case')}, ${text(row, 'articles')} stored: p50 / p99`,
      ours: `${text(row, 'p50')} / ${text(row, 'p99')} ms`,
    })),
  thousand: (rows) =>
    rows.map((row) => ({
      what: `${text(row, 'subscriptions')} digests due at once, ${text(row, 'platform')}`,
      ours: `${text(row, 'seconds')} s`,
      floor: `${text(row, 'allowed')} s by the platform's limits`,
      ratio: `floor × ${text(row, 'ratio')}`,
    })),
  replicas: (rows) =>
    rows.map((row) => ({
      what:
        `${text(row, 'replicas')} on one Postgres read ${text(row, 'articles')} new articles, to what one does: the whole round, ` +
        'in the middle (least, most); between the first and the last tenth',
      ours: `${text(row, 'ratio')} (${text(row, 'ratioMin')}, ${text(row, 'ratioMax')}); ${text(row, 'steadyRatio')}`,
      bar: '≥ 1, none twice, none lost',
    })),
  'replica-soak': (rows) =>
    rows.slice(0, 1).flatMap((row) => [
      {
        what:
          `${text(row, 'minutes')} minutes at ${text(row, 'busy days')} × a busy day, ${text(row, 'kills')} kills, ` +
          `${text(row, 'restarts')} restarts of Postgres, ${text(row, 'clock steps')} clock steps: lost / double / out of order`,
        ours: ['lost', 'double', 'disordered'].map((name) => text(row, name)).join(' / '),
        bar: '0 / 0 / 0 in an hour',
      },
      {
        what: `a replica's memory and the jobs that wait, first and last quarter, ${text(row, 'articles')} articles joined meanwhile`,
        ours: ['first', 'last']
          .map((quarter) => `${text(row, `MB, ${quarter} quarter`)} MB, ${text(row, `jobs, ${quarter} quarter`)}`)
          .join('; '),
        bar: 'flat',
      },
    ]),
  idle: (rows) =>
    rows.slice(-1).map((row) => ({
      what: `the idle bot, ${text(row, 'articles')} articles on disk`,
      ours: `${text(row, 'RSS MB')} MB`,
      bar: '≤ 200 MB',
    })),
  'near-duplicates': tellNearDuplicates,
  sigkill: (rows) =>
    rows.map((row) => ({
      what:
        `${text(row, 'kills')} kills while the file is written, ${text(row, 'tornCopies')} copies with a torn log: ` +
        'lost / unsound / torn and not to be opened',
      ours: ['lost', 'unsound', 'tornFaults'].map((name) => text(row, name)).join(' / '),
      bar: '0 / 0 / 0 in 200',
    })),
  fuzz: tellFuzz,
  crash: (rows) =>
    rows.map((row) => ({
      what: `${text(row, 'kills')} kills, ${text(row, 'platform')}: lost / double / out of order`,
      ours: ['lost', 'double', 'disordered'].map((name) => text(row, name)).join(' / '),
      bar: '0 / 0 / 0',
    })),
  feeds: (rows) =>
    rows
      .filter((row) => row['bot'] === 'bot')
      .map((row) => ({
        what: `${text(row, 'feeds')} feeds polled round, ${text(row, 'round')}`,
        ours: `${text(row, 'seconds')} s, ${text(row, 'MB at most')} MB`,
      })),
}

/** The figures of the parts that were `ran` now and of those recorded before. A part that is not known here tells its rows. */
export function figuresOf(results: Results, ran: ReadonlySet<string>): readonly Figure[] {
  return Object.entries(results).flatMap(([part, { machine, date, rows }]) => {
    const tell = TOLD[part] ?? tellPlainly
    const when = ran.has(part) ? 'now' : `recorded ${date ?? 'earlier'}`
    return tell(rows).map(({ what, ours, peers = '', floor = '', ratio = '', bar = '' }) => {
      return { part, what, ours, peers, floor, ratio, bar, machine, when }
    })
  })
}

/** Longer names of what was measured are cut in a terminal's table; README.md has them whole, and the peers' own figures. */
const SHOWN_CHARS_MAX = 64

/** A figure as a row of a table that a wide terminal can show. */
export function toTableRow({ part, what, ours, bar, ratio, when }: Figure): Readonly<Record<string, string>> {
  const shown = what.length <= SHOWN_CHARS_MAX ? what : `${what.slice(0, SHOWN_CHARS_MAX - 1)}…`
  return { part, what: shown, ours, bar, 'ours takes': ratio, when: when.replace('recorded ', '') }
}

function tellIngest(rows: readonly Row[]): readonly Told[] {
  return rows.map((row) => {
    const { stored, 'floor, per CPU second': floor } = row
    return {
      what: stored === undefined ? text(row, 'what') : `ingest of ${text(row, 'what')}, ${text(row, 'stored')} stored`,
      ours: `${text(row, 'perSecond')} articles/s`,
      floor:
        floor === undefined
          ? ''
          : `${text(row, 'floor, per CPU second')} (SQLite alone), ${text(row, 'read alone, per CPU second')} (bytes read)`,
      bar: barOfIngest(Number(stored)),
    }
  })
}

/** All targets together. */
function tellFuzz(rows: readonly Row[]): readonly Told[] {
  const sumOf = (name: string) => rows.reduce((sum, row) => sum + Number(row[name]), 0).toLocaleString('en')
  return [
    {
      what: `${sumOf('inputs')} hostile inputs to ${rows.length} targets: crashes / hangs / limits overrun`,
      ours: ['crashes', 'hangs', 'memory'].map(sumOf).join(' / '),
      bar: '0 / 0 / 0 in a million',
    },
  ]
}

/** Of the likenesses of the planted copies those that are told, and what is to be found of them. */
const JACCARD_TOLD = 0.5
const RECALL_MIN = 0.99

function tellNearDuplicates(rows: readonly Row[]): readonly Told[] {
  const texts = parseInt(text(rows[0] ?? {}, 'what'), 10).toLocaleString('en')
  return rows.slice(1).flatMap((row) => {
    const name = text(row, 'what')
    if (name === 'look-up') {
      const ours = `${text(row, 'p99 ms, best of 3')} (${text(row, 'p99 ms')}) ms`
      return [{ what: `copies looked up among ${texts} texts, p99: best of 3 (first)`, ours, bar: '≤ 5 ms' }]
    }
    const ours = `${text(row, 'recall')} of ${text(row, 'pairs')} pairs`
    const likeness = Number(/^Jaccard from (.+)$/.exec(name)?.[1])
    if (likeness < JACCARD_TOLD) return []
    return [{ what: `found: ${name}`, ours, bar: Number.isNaN(likeness) ? '' : `≥ ${RECALL_MIN}` }]
  })
}

/** What `stored` articles may cost ingest. */
function barOfIngest(stored: number): string {
  if (stored === 10_000) return '≥ 300 articles/s'
  return stored === 1_000_000 ? '≥ 80 % of that at 10,000' : ''
}

/** A row whose other columns are peers. */
function besideNamed({ what, unit, ours, ...peers }: Row): Told {
  const figures = Object.entries(peers).map(([peer, figure]) => `${peer} ${String(figure)}`)
  return { what: String(what), ours: `${String(ours)} ${String(unit)}`.trim(), peers: figures.join(', ') }
}

function besidePeers(row: Row, peers: readonly string[]): Told {
  const unit = text(row, 'unit')
  const ratios = [...peers, 'floor'].filter((name) => row[`times ${name}`] !== undefined)
  return {
    what: text(row, 'what'),
    ours: `${text(row, 'ours')} ${unit}`,
    peers: peers.map((peer) => `${peer} ${text(row, peer)}`).join(', '),
    floor: row['floor'] === undefined ? '' : `${text(row, 'floor')} (${text(row, 'floor is')})`,
    ratio: ratios.map((name) => `${name} × ${text(row, `times ${name}`)}`).join(', '),
  }
}

/** Columns of a part's row that fit on a line. */
const COLUMNS_MAX = 6

function tellPlainly(rows: readonly Row[]): readonly Told[] {
  return rows.map((row) => {
    const [first, ...rest] = Object.entries(row)
    return {
      what: first === undefined ? '' : `${typeof first[1] === 'string' ? '' : `${first[0]} `}${String(first[1])}`,
      ours: rest
        .slice(0, COLUMNS_MAX)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(', '),
    }
  })
}

function text(row: Row, name: string): string {
  const value = row[name]
  return typeof value === 'number' ? value.toLocaleString('en') : String(value ?? '–')
}
