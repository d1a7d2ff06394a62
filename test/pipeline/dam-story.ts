import type { ArticleReading } from '../../src/news/article.ts'
import { storyId } from '../../src/news/ids.ts'
import type { Outlet } from '../../src/news/outlet.ts'
import type { StoryDefinition } from '../../src/news/story.ts'

/** An invented story: a crack in a dam above an invented town, told by invented outlets. */
export const DAM: StoryDefinition = {
  id: storyId('calder-dam'),
  title: 'Calder dam',
  query: 'Calder dam',
  aliases: ['presa Calder'],
  langs: ['en', 'es'],
  window: { from: '2026-01-01', to: '2026-01-31' },
}

export const BOOK: readonly Outlet[] = [
  outlet('Northline', 'wire', { aliases: ['Northline News Agency'], creditLines: ['(Northline)', 'NORTHLINE'] }),
  outlet('Valley Press', 'wire', { aliases: ['Agencia del Valle'] }),
  outlet('Norwick Herald', 'outlet', { family: 'Lowland Media' }),
  outlet('Norwick Evening Mail', 'outlet', { family: 'Lowland Media' }),
  outlet('The Lakeside Courier', 'outlet', { aliases: ['Lakeside Courier'] }),
  outlet('The Upland Review', 'outlet', { aliases: ['Upland Review'] }),
  outlet('Diario del Lago', 'outlet', {}),
]

function outlet(name: string, kind: Outlet['kind'], facts: Partial<Outlet>): Outlet {
  return { name, kind, family: null, domains: [hostOf(name)], aliases: [], creditLines: [], ...facts }
}

function hostOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '')}.example`
}

/** A moment of 8 January 2026, UTC. */
export const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-01-08T${time}Z`)

/** A piece of that outlet (null: a page that names none) at an address of its own. */
export function piece(name: string, outletName: string | null, changes: Partial<ArticleReading>): ArticleReading {
  const url = `https://${outletName === null ? 'unknown.example' : hostOf(outletName)}/${name}`
  return {
    input: `${name}.html`,
    url,
    outlet: outletName,
    title: `Calder dam: ${name}`,
    dek: null,
    byline: null,
    publishedAt: '2026-01-08',
    lang: 'en',
    wire: null,
    text: '',
    furniture: [],
    flags: [],
    deleted: false,
    ...changes,
  }
}

const paragraphs = (...lines: readonly string[]) => lines.join('\n\n')

const WIRE_COPY = [
  'About 4,000 people left their homes below the Calder dam on Wednesday after engineers found a crack in its wall, Governor Tomas Okafor said.',
  '“I would rather empty a valley than bury one,” Okafor told a meeting in the town hall of Norwick.',
  'The crack in the Calder dam is 12 metres long and lies on the eastern side of the wall, the state water board said.',
  'A spokeswoman for the water board told Northline that the lake had been lowered by two metres since Tuesday.',
  'The dam was finished in 1961 and supplies drinking water to Norwick, a town of 60,000 people.',
  'The water board closed two of the five gates in November for repairs that were never finished.',
  'It was the first evacuation of the valley since the flood of 1987, Okafor said.',
] as const

/** The wire's own report. */
export const wireOriginal = piece('crack-in-the-wall', 'Northline', {
  wire: 'Northline',
  text: paragraphs(...WIRE_COPY),
})

/** A client runs the wire's copy without its last paragraphs. */
export const wireReprint = piece('valley-emptied', 'Norwick Herald', {
  wire: 'Northline',
  text: paragraphs(...WIRE_COPY.slice(0, 5)),
})

const OWN_REPORT = [
  'Elena Marsh, the minister of public works, ordered an inquiry on Wednesday into the upkeep of the Calder dam.',
  'The crack in the wall of the dam is 18 metres long, two engineers who have seen it told The Lakeside Courier.',
  '“Nobody has inspected that wall from below since the spring,” said Ruth Adeyemi, who teaches hydraulics at Norwick College.',
  'Farmers on the western bank refused to leave, and police officers carried some of them out of their houses.',
  'The repair of the gates was budgeted at $14 million, and a third of the money was spent, according to the records of the ministry.',
  'Marsh said that residents would be allowed to return on Friday.',
  'It was the first evacuation of the valley since the dam was finished, Marsh said.',
] as const

/** An independent report: another length of the crack, another bound for "first". */
export const ownReport = piece('inquiry-ordered', 'The Lakeside Courier', { text: paragraphs(...OWN_REPORT) })

/** The same address, corrected: one figure changed, one claim withdrawn, one fact added. */
export const ownReportCorrected = piece('inquiry-ordered', 'The Lakeside Courier', {
  text: paragraphs(
    ...OWN_REPORT.slice(0, 4),
    'The repair of the gates was budgeted at $19 million, and a third of the money was spent, according to the records of the ministry.',
    OWN_REPORT[6],
    'The head of the water board, Petra Lund, resigned on Thursday morning.',
  ),
})

/** The own report retold by a page that names no outlet. */
export const rewrite = piece('what-we-know', null, {
  text: paragraphs(
    'The minister of public works, Elena Marsh, on Wednesday ordered an inquiry into how the Calder dam has been kept up.',
    'Two engineers who have seen the crack in the dam’s wall said that it is 18 metres long.',
    '“Nobody has inspected that wall from below since the spring,” said Ruth Adeyemi, a teacher of hydraulics at Norwick College.',
    'On the western bank farmers refused to leave, and some of them were carried out of their houses by police officers.',
    'According to the ministry’s records, the repair of the gates was budgeted at $14 million and a third of the money was spent.',
    'Residents would be allowed to return on Friday, Marsh said.',
    'Marsh said it was the first evacuation of the valley since the dam was finished.',
  ),
})

/** Another own report that confirms facts of the others. */
export const confirmation = piece('night-in-norwick', 'The Upland Review', {
  text: paragraphs(
    'Norwick slept in a sports hall and two schools on Wednesday night, and the mayor, Ines Valdez, counted 1,900 camp beds.',
    'Elena Marsh, the minister of public works, has ordered an inquiry into the upkeep of the Calder dam, her office confirmed to The Upland Review.',
    'The lake behind the Calder dam had been lowered by two metres since Tuesday, an official of the water board told The Upland Review.',
    'A hospital in the lower town moved 34 patients to the coast before dark.',
  ),
})

/** A report in Spanish. */
export const spanish = piece('la-presa', 'Diario del Lago', {
  lang: 'es',
  title: 'La presa Calder, vacía a medias',
  text: paragraphs(
    'La ministra de Obras Públicas, Elena Marsh, ordenó el miércoles una investigación sobre el mantenimiento de la presa Calder.',
    'Unas 4.000 personas salieron de sus casas bajo la presa Calder, según el gobernador, Tomas Okafor.',
    '«Prefiero vaciar un valle que enterrarlo», dijo Okafor en Norwick.',
    'Diario del Lago contó 23 autobuses en la plaza de Norwick al caer la noche.',
  ),
})

/** A page without outlet or source. */
export const noSource = piece('secret-report', null, {
  text: paragraphs(
    'The Calder dam was found unsafe in a secret report nine years ago, and the report was locked away in the capital.',
    'The governor of the state and the minister of public works have both seen the pages of the Calder dam report.',
  ),
})

/** Not about the dam. */
export const offStory = piece('snowploughs', 'Norwick Herald', {
  title: 'Council buys four snowploughs',
  text: 'The council of Norwick voted on Wednesday to buy four snowploughs for its northern roads, which stayed closed for nine days in December.',
})
