import type { ChatMessage, Lang } from '../../src/news/message.ts'
import { confirmation, ownReport, ownReportCorrected, piece, wireOriginal } from '../pipeline/dam-story.ts'
import { FOLLOWER, openChannels } from '../pipeline/channel-world.ts'
import type { ChatPlatform, SampleDesk } from './sample-desk.ts'
import { openSampleDesk } from './sample-desk.ts'

/** What people see in a channel, by name; in a language and on a platform, where what is to be typed differs. */
export type ChatSample = { readonly name: string; readonly on: ChatPlatform; readonly message: ChatMessage }

/** Every kind of digest and answer, made by the real conversation and the real outbox from the bundled samples. */
export async function makeChatSamples(): Promise<readonly ChatSample[]> {
  const samples: ChatSample[] = []
  for (const on of ['slack', 'discord'] as const) {
    const keep = (name: string, message: ChatMessage) => void samples.push({ name, on, message })
    await sampleDay(on, keep)
    await sampleLong(on, keep)
    await sampleHostile(on, keep)
    await sampleChanges(keep)
    await sampleSpanishDigests(on, keep)
  }
  return samples
}

type Keep = (name: string, message: ChatMessage) => void

/** A team's day: it invites the bot, follows the story, and asks. */
async function sampleDay(on: ChatPlatform, keep: Keep): Promise<void> {
  const desk = await openSampleDesk()
  try {
    keep('hello', await desk.greet(on, 'en'))
    keep('help', await desk.ask(on, 'help'))
    keep('stories-none-followed', await desk.ask(on, 'stories'))
    await desk.arrive('05')
    keep('followed', await desk.ask(on, 'follow trump-petro at 08:00,17:30 days mon-fri'))
    desk.to('2026-01-08T03:41:00Z')
    keep('digest-first', await desk.digest(on))
    await desk.arrive('09')
    desk.to('2026-01-08T13:16:00Z')
    keep('whatchanged-new', await desk.ask(on, 'whatchanged', { user: 'UREADER' }))
    keep('digest-changed', await desk.digest(on))
    await desk.arrive('10')
    keep('whatchanged-nothing-new', await desk.ask(on, 'whatchanged', { user: 'UREADER' }))
    keep('whatchanged-differences', await desk.ask(on, 'what changed since yesterday?'))
    await sampleAnswers(desk, on, keep, 'en')
    desk.to('2026-01-08T15:50:00Z')
    keep('digest-nothing-new', await desk.digest(on))
    await sampleRefusals(desk, on, keep)
    keep('home', await desk.home(on, 'en'))
    keep('status', await desk.ask(on, 'status'))
    await sampleSpanish(desk, on, keep)
  } finally {
    await desk.close()
  }
}

async function sampleAnswers(desk: SampleDesk, on: ChatPlatform, keep: Keep, lang: Lang): Promise<void> {
  const named = (name: string) => (lang === 'en' ? name : `${name}-spanish`)
  const brief = await desk.ask(on, 'brief', { lang })
  keep(named('brief'), brief)
  keep(named('sources'), await desk.ask(on, 'sources', { lang }))
  keep(named('differ'), await desk.ask(on, 'differ', { lang }))
  keep(named('timeline'), await desk.ask(on, 'timeline', { lang }))
  keep(named('stories'), await desk.ask(on, 'stories', { lang }))
  const more = await desk.ask(on, await desk.moreWords(on), { lang })
  keep(named('more'), more)
  const why = more.menu?.entries.find(({ words }) => words.startsWith('why '))
  if (why === undefined) throw new Error('no line can be asked about')
  keep(named('why'), await desk.ask(on, why.words, { lang }))
  const share = brief.buttons?.find(({ words }) => words.startsWith('share '))
  if (share === undefined) throw new Error('a brief cannot be shared')
  keep(named('shared'), await desk.ask(on, share.words, { lang }))
}

async function sampleRefusals(desk: SampleDesk, on: ChatPlatform, keep: Keep): Promise<void> {
  keep('misread', await desk.ask(on, 'surces trump-petro'))
  keep('misread-time', await desk.ask(on, 'whatchanged since someday'))
  keep('misread-story', await desk.ask(on, 'brief nile'))
  keep('refused', await desk.ask(on, 'digest pause', { right: 'may-not' }))
  keep('refused-unknown', await desk.ask(on, 'digest pause', { right: 'unknown' }))
  keep('muted', await desk.ask(on, 'mute The Capitol Ledger'))
  keep('mutes', await desk.ask(on, 'mute'))
  keep('unmuted', await desk.ask(on, 'mute The Capitol Ledger off'))
  keep('forgotten', await desk.ask(on, 'standfirst forget-me', { user: 'UREADER' }))
  keep('paused', await desk.ask(on, 'digest pause'))
  keep('resumed', await desk.ask(on, 'digest resume'))
  keep('working', desk.working(on, 'en'))
}

async function sampleSpanish(desk: SampleDesk, on: ChatPlatform, keep: Keep): Promise<void> {
  const lang = 'es'
  desk.to('2026-01-08T17:00:00Z')
  keep('hello-spanish', await desk.greet(on, lang))
  keep('help-spanish', await desk.ask(on, 'ayuda', { lang }))
  keep('whatchanged-spanish', await desk.ask(on, '¿qué cambió desde ayer?', { lang }))
  keep('whatchanged-first-spanish', await desk.ask(on, 'novedades', { lang, user: 'ULECTORA' }))
  keep('whatchanged-nothing-new-spanish', await desk.ask(on, 'novedades', { lang, user: 'ULECTORA' }))
  await sampleAnswers(desk, on, keep, lang)
  desk.to('2026-01-08T18:00:00Z')
  keep('misread-spanish', await desk.ask(on, 'fuentes nilo', { lang }))
  keep('refused-spanish', await desk.ask(on, 'boletín pausar', { lang, right: 'may-not' }))
  keep('muted-spanish', await desk.ask(on, 'silenciar The Capitol Ledger', { lang }))
  keep('mutes-spanish', await desk.ask(on, 'silenciar', { lang }))
  keep('followed-spanish', await desk.ask(on, 'seguir trump-petro horas 9 idioma es', { lang }))
  keep('preview-spanish', await desk.ask(on, 'boletín vista-previa', { lang }))
  keep('status-spanish', await desk.ask(on, 'estado', { lang }))
  keep('home-spanish', await desk.home(on, lang))
}

/** What a channel gets that chose Spanish. */
async function sampleSpanishDigests(on: ChatPlatform, keep: Keep): Promise<void> {
  const desk = await openSampleDesk()
  try {
    await desk.arrive('06')
    await desk.ask(on, 'seguir trump-petro horas 08:00 idioma es', { lang: 'es' })
    desk.to('2026-01-08T04:40:00Z')
    keep('digest-first-spanish', await desk.digest(on))
    await desk.arrive('09')
    desk.to('2026-01-08T13:16:00Z')
    keep('digest-changed-spanish', await desk.digest(on))
    await desk.arrive('10')
    desk.to('2026-01-08T15:50:00Z')
    keep('digest-nothing-new-spanish', await desk.digest(on))
  } finally {
    await desk.close()
  }
}

/** A brief of many lines. */
async function sampleLong(on: ChatPlatform, keep: Keep): Promise<void> {
  const desk = await openSampleDesk(800)
  try {
    await desk.arrive('10')
    await desk.ask(on, 'follow trump-petro at 08:00')
    desk.to('2026-01-08T16:00:00Z')
    keep('digest-long', await desk.digest(on))
  } finally {
    await desk.close()
  }
}

const ATTACK = '@everyone <!channel> <@U012AB3CD> [click](https://evil.example) \u202Egnp.exe\u202C **bold** `code`'
const TITLE_LENGTH = 5_000

/** Articles that mean ill: in their title, their outlet's name and their text. */
async function sampleHostile(on: ChatPlatform, keep: Keep): Promise<void> {
  const desk = await openSampleDesk()
  try {
    await desk.arrive('05')
    const title = `Trump and Petro ${ATTACK} `.padEnd(TITLE_LENGTH, 'and on ')
    const text = [
      `Trump and Petro will meet on Friday in Washington, said the spokeswoman ${ATTACK}, and 40 buses were hired.`,
      'An aide of Petro said: “Trump <!here> is to receive him https://evil.example/login on Friday at noon.”',
    ]
    const outlet = `The @here *Post* <https://evil.example|y>`
    const facts = { outlet, title, url: 'https://hostile.example/a_(b)?c=<d>', text: text.join('\n\n') }
    await desk.bring(piece('hostile', 'Hostile Post', facts))
    await desk.ask(on, 'follow trump-petro at 08:00')
    desk.to('2026-01-08T04:00:00Z')
    keep('hostile-digest', await desk.digest(on))
    keep('hostile-whatchanged', await desk.ask(on, 'whatchanged since 30m'))
    keep('hostile-sources', await desk.ask(on, 'sources'))
    keep('hostile-story', await desk.ask(on, `story add "${ATTACK.slice(0, 60)}" query dam`))
    keep('hostile-stories', await desk.ask(on, 'stories'))
    keep('hostile-misread', await desk.ask(on, `brief ${ATTACK}`))
  } finally {
    await desk.close()
  }
}

/** What comes between digests: news that two origins tell, a correction, a digest taken back. */
async function sampleChanges(keep: Keep): Promise<void> {
  for (const lang of ['en', 'es'] as const) {
    const named = (name: string) => (lang === 'en' ? name : `${name}-spanish`)
    const world = await openChannels({ ...FOLLOWER, lang })
    try {
      const bot = world.boot()
      await world.arrive(wireOriginal)
      world.to('08:00')
      await bot.tick()
      world.to('09:00')
      await world.arrive(ownReport)
      await bot.tick()
      world.to('09:40')
      await world.arrive(confirmation)
      await bot.tick()
      keep(named('breaking'), last(world.said, 'post'))
      world.to('18:00')
      await bot.tick()
      world.to('19:00')
      await world.arrive(ownReportCorrected)
      await bot.tick()
      keep(named('correction'), last(world.said, 'edit'))
      keep(named('correction-note'), last(world.said, 'note'))
      const [latest] = (await world.list()).filter(({ kind }) => kind === 'digest').slice(-1)
      await world.retract(latest?.id ?? '', lang === 'en' ? 'It mixed up two dams.' : 'Confundía dos presas.')
      world.to('19:30')
      await bot.tick()
      keep(named('retracted'), last(world.said, 'edit'))
      keep(named('retracted-note'), last(world.said, 'note'))
    } finally {
      await world.close()
    }
  }
}

function last(said: readonly { readonly how: string; readonly message: ChatMessage }[], how: string): ChatMessage {
  const found = said.findLast((each) => each.how.startsWith(how))
  if (found === undefined) throw new Error(`there was no ${how}`)
  return found.message
}
