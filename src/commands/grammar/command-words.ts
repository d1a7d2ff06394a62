import { COMMANDS } from './command-table.ts'
import type { StoryIndex } from './find-story.ts'
import { foldWord } from './tokens.ts'
import type { Token } from './tokens.ts'

/** What a command is called inside: the path of the table, and what only buttons, forms and sentences ask. */
const COMMAND_NAMES = [
  'brief',
  'whatchanged',
  'sources',
  'differ',
  'timeline',
  'stories',
  'follow',
  'unfollow',
  'settings',
  'digest',
  'digest now',
  'digest preview',
  'digest pause',
  'digest resume',
  'digest retract',
  'mute',
  'unmute',
  'story',
  'story add',
  'story remove',
  'add-url',
  'standfirst',
  'help',
  'status',
  'forget-me',
  'why',
  'more',
  'report',
  'share',
] as const
export type CommandName = (typeof COMMAND_NAMES)[number]

/** What people say for a command beside its names, folded. The longest that fits counts. */
const PHRASES: Readonly<Partial<Record<CommandName, string>>> = {
  brief:
    'briefing | summary | summarize | summarise | latest | the latest | what is the latest | whats the latest | about | ' +
    'tell me about | what is happening | whats happening | whats going on | what is going on | what is known | informe | resumeme | ' +
    'que pasa | que esta pasando | que ocurre | que se sabe | cuentame | lo ultimo',
  whatchanged:
    'what changed | what has changed | whats changed | what have changed | what did change | changed | changes | change | ' +
    'what is new | whats new | what new | anything new | is there anything new | any news | any update | any updates | ' +
    'any changes | updates | update | news | new | did anything change | has anything changed | what did i miss | ' +
    'what have i missed | catch me up | que cambio | que ha cambiado | que cambios | cambios | cambio | que hay de nuevo | ' +
    'que hay nuevo | hay algo nuevo | algo nuevo | hay novedades | alguna novedad | que novedades hay | que hay | ' +
    'que me perdi | que me he perdido | ha cambiado algo | cambio algo | nuevo | actualizaciones | ponme al dia',
  sources:
    'source | who says so | who says that | who said this | who said so | who reports this | where is this from | fuente | quien lo dice | ' +
    'quienes lo dicen | cuales son las fuentes | que fuentes hay',
  differ:
    'differences | difference | sources differ | where do sources differ | where do the sources differ | ' +
    'where sources differ | do sources differ | what do sources disagree on | where do sources disagree | disagreements | ' +
    'contradictions | discrepan | las fuentes discrepan | en que discrepan las fuentes | en que discrepan | ' +
    'en que se contradicen las fuentes | en que se contradicen | en que difieren las fuentes | difieren | diferencias | contradicciones | discrepancia',
  timeline: 'chronology | when did what happen | cronologia | linea de tiempo | linea temporal | fechas',
  stories:
    'list | list stories | what do you cover | what do you follow | what is covered | which stories | what stories | ' +
    'what stories do you cover | que cubres | que historias cubres | que historias hay | que historias | que sigues',
  follow: 'subscribe | subscribe to | start follow | start following | sigue | seguir a | suscribir | suscribirse a',
  unfollow: 'unsubscribe | unsubscribe from | stop following | dejar de seguir | deja de seguir | no seguir | no sigas',
  settings: 'configure | ajustes | configurar',
  digest: 'digests | boletines',
  'digest now': 'post now | publish now | post digest now | publica ahora | publicar ahora',
  'digest preview': 'preview | previsualizar | digest vista previa | boletin vista previa | vista previa',
  'digest pause': 'pause | pausar | pausa | digest stop',
  'digest resume': 'resume | resume digests | reanudar | reanuda | digest continue',
  'digest retract': 'retract | retirar | digest withdraw',
  mute: 'mutes | muted | silencia | silenciados',
  unmute: 'hear | no silenciar | dejar de silenciar | activar',
  'story add':
    'add story | add a story | add the story | add new story | add a new story | anade historia | anade una historia | agrega una historia | new story | cover | crear historia | nueva historia | anadir historia | historia agregar | agregar historia | historia crear',
  'story remove':
    'remove story | delete story | story delete | historia eliminar | historia borrar | eliminar historia | quitar historia | borrar historia',
  'add-url':
    'add url | add link | add article | add | anadir enlace | agregar enlace | anadir | anade | agregar | agrega',
  standfirst: '',
  help: 'what is this | what can you do | what can i ask | what can i type | what are you | how does this work | commands | hello | hi | hey | start | que es esto | que sabes hacer | que puedes hacer | que puedo preguntar | como funciona | comandos | hola | socorro',
  status: 'health | doctor | are you ok | are you alive | salud | como estas',
  'forget-me': 'forget me | forget about me | erase me | delete my data | olvidame | borrame | borra mis datos',
  why: 'por que',
  more: 'mas',
  report: 'report a problem | problem | reportar | informar de un problema | avisar de un problema | problema',
  share: 'compartir',
}

/** Words of courtesy and the like before a command. */
const LEAD_INS = new Set(
  (
    'please pls hey hi hello ok okay can could would you show me give tell us the a let see i want to get quick now so and ' +
    'por favor hola oye puedes podrias me nos dame danos muestra muestrame ensename dime quiero ver la el los las un una y a'
  ).split(' '),
)
/** `could you please show me the …` */
const LEAD_INS_MAX = 7
const PHRASE_WORDS_MAX = 7

/** Commands that are nothing without a part. */
const GROUPS: ReadonlySet<CommandName> = new Set<CommandName>(['digest', 'story', 'standfirst'])

const PHRASE_NAMES: ReadonlyMap<string, CommandName> = new Map(phraseEntries())

/** A command at the start of what was asked, and the words after it. */
export type FoundCommand = { readonly name: CommandName; readonly rest: readonly Token[] }

/** The command that is asked, as typed or within a sentence; null where the words begin with none. */
export function findCommand(tokens: readonly Token[], stories: StoryIndex): FoundCommand | null {
  for (let skipped = 0; skipped <= LEAD_INS_MAX && skipped < tokens.length; skipped += 1) {
    const found = phraseAt(tokens.slice(skipped), stories)
    if (found !== null) return found
    if (!LEAD_INS.has(tokens[skipped]?.folded ?? '')) return null
  }
  return null
}

/** The command of a form or of named options: `digest retract`, `standfirst help`. */
export function namedCommand(path: string): CommandName | null {
  return PHRASE_NAMES.get(keyOf(path)) ?? null
}

/** What may have been meant by a first word. */
export function commandWords(): readonly string[] {
  const words = COMMANDS.flatMap(({ names }) => [names.en, names.es])
  return [...new Set([...words, 'unmute', 'help', 'ayuda', 'status', 'forget-me', 'report'])]
}

function phraseAt(tokens: readonly Token[], stories: StoryIndex): FoundCommand | null {
  const words: string[] = []
  for (const token of tokens.slice(0, PHRASE_WORDS_MAX)) {
    if (token.quoted) break
    words.push(token.folded)
  }
  for (let count = words.length; count > 0; count -= 1) {
    const name = PHRASE_NAMES.get(keyOf(words.slice(0, count).join(' ')))
    if (name === undefined) continue
    // `sources differ` where a story is called so: its sources are asked.
    const named = count === 1 ? null : stories.exact(words.slice(1, count).join(' '))
    const shorter = named === null ? undefined : PHRASE_NAMES.get(words[0] ?? '')
    if (shorter !== undefined && !GROUPS.has(shorter)) continue
    // `standfirst brief`: the bot's name before a command of its own.
    const inner = name === 'standfirst' ? phraseAt(tokens.slice(count), stories) : null
    return inner ?? { name, rest: tokens.slice(count) }
  }
  return null
}

function keyOf(phrase: string): string {
  return foldWord(phrase).replaceAll('-', ' ').replaceAll(/ +/g, ' ')
}

function phraseEntries(): readonly (readonly [string, CommandName])[] {
  const entries: (readonly [string, CommandName])[] = []
  const add = (phrase: string, name: CommandName) => entries.push([keyOf(phrase), name])
  for (const name of COMMAND_NAMES) {
    for (const phrase of (PHRASES[name] ?? '').split('|')) if (phrase.trim() !== '') add(phrase, name)
  }
  for (const name of COMMAND_NAMES) add(name, name)
  for (const { name, names, parts } of COMMANDS) {
    const top = COMMAND_NAMES.find((each) => each === name)
    if (top !== undefined) for (const spelled of Object.values(names)) add(spelled, top)
    for (const each of parts) {
      const inner = COMMAND_NAMES.find((known) => known === `${name} ${each.name}` || known === each.name)
      if (inner === undefined) continue
      for (const own of [name, ...Object.values(names)]) {
        for (const spelled of [each.name, ...Object.values(each.names)]) add(`${own} ${spelled}`, inner)
      }
      if (name === 'standfirst') for (const spelled of Object.values(each.names)) add(spelled, inner)
    }
  }
  return entries
}
