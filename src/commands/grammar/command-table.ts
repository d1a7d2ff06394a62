import type { CommandDefinition, CommandOption } from '../../news/chat.ts'
import type { Lang } from '../../news/message.ts'

type Names = Readonly<Record<Lang, string>>
const both = (en: string, es: string): Names => ({ en, es })

const story = (need: CommandOption['need'], about: Names): CommandOption => ({
  name: 'story',
  names: both('story', 'historia'),
  about,
  kind: 'story',
  need,
})
const text = (name: string, es: string, need: CommandOption['need'], about: Names): CommandOption => ({
  name,
  names: both(name, es),
  about,
  kind: 'text',
  need,
})

const WHICH_STORY = story(
  'optional',
  both('Which story; left out: the one this channel follows', 'Qué historia; si se omite, la que sigue este canal'),
)
const FOLLOWED_STORY = story(
  'optional',
  both(
    'Of which story; left out: the only one this channel follows',
    'De qué historia; si se omite, la única del canal',
  ),
)

/** A command that asks about a story and changes nothing. */
function reading(name: string, names: Names, about: Names, more: readonly CommandOption[] = []): CommandDefinition {
  return { name, names, about, right: 'anyone', options: [WHICH_STORY, ...more], parts: [] }
}

function part(
  name: string,
  names: Names,
  about: Names,
  options: readonly CommandOption[],
  right: CommandDefinition['right'] = 'manager',
): CommandDefinition {
  return { name, names, about, right, options, parts: [] }
}

const SINCE = text(
  'since',
  'desde',
  'optional',
  both(
    '2h, yesterday, monday, 14:00, 2026-01-07 14:00 or last digest',
    '2h, ayer, lunes, 14:00, 2026-01-07 14:00 o último boletín',
  ),
)

const FOLLOW_OPTIONS: readonly CommandOption[] = [
  story(
    'optional',
    both('Which story; left out: the only one there is', 'Qué historia; si se omite, la única que hay'),
  ),
  text('at', 'horas', 'optional', both('Times of day, as in 08:00,17:30', 'Horas del día, por ejemplo 08:00,17:30')),
  text(
    'days',
    'días',
    'optional',
    both('Days, as in mon-fri, sat,sun or daily', 'Días, por ejemplo lun-vie, sáb,dom o diario'),
  ),
  text('zone', 'zona', 'optional', both('Time zone, as in America/Bogota', 'Zona horaria, por ejemplo America/Bogota')),
  text(
    'quiet',
    'silencio',
    'optional',
    both('Quiet hours, as in 22:00-07:00, or off', 'Horas de silencio, por ejemplo 22:00-07:00, o no'),
  ),
  {
    name: 'when-quiet',
    names: both('when-quiet', 'sin-novedades'),
    about: both('When nothing is new: post one line, or skip', 'Si no hay novedades: publicar una línea u omitir'),
    kind: 'choice',
    need: 'optional',
    choices: [
      { value: 'post', names: both('post one line', 'publicar una línea') },
      { value: 'skip', names: both('skip', 'omitir') },
    ],
  },
  {
    name: 'lang',
    names: both('lang', 'idioma'),
    about: both('Language of our own words', 'Idioma de nuestras palabras'),
    kind: 'choice',
    need: 'optional',
    choices: [
      { value: 'en', names: both('English', 'inglés') },
      { value: 'es', names: both('Spanish', 'español') },
    ],
  },
  text(
    'breaking',
    'urgente',
    'optional',
    both(
      'Post between digests what so many origins tell, as in 2; or off',
      'Publicar entre boletines lo que cuenten tantos orígenes, por ejemplo 2; o no',
    ),
  ),
]

const DIGEST_PARTS: readonly CommandDefinition[] = [
  part('now', both('now', 'ahora'), both('Posts a digest here at once', 'Publica aquí un boletín ahora mismo'), [
    FOLLOWED_STORY,
  ]),
  part(
    'preview',
    both('preview', 'vista-previa'),
    both('Shows you alone what the next digest would say', 'Le muestra solo a usted qué diría el próximo boletín'),
    [FOLLOWED_STORY],
  ),
  part(
    'pause',
    both('pause', 'pausar'),
    both('Stops the digests here for now', 'Detiene por ahora los boletines de este canal'),
    [FOLLOWED_STORY],
  ),
  part('resume', both('resume', 'reanudar'), both('Lets the digests go on', 'Reanuda los boletines'), [FOLLOWED_STORY]),
  part(
    'retract',
    both('retract', 'retirar'),
    both(
      'Marks the last digest here as withdrawn, with the reason',
      'Marca como retirado el último boletín, con el motivo',
    ),
    [
      text(
        'because',
        'motivo',
        'required',
        both('Why: everybody reads it in the digest’s place', 'Por qué: todos lo leerán en lugar del boletín'),
      ),
      FOLLOWED_STORY,
    ],
  ),
]

const STORY_PARTS: readonly CommandDefinition[] = [
  part('add', both('add', 'añadir'), both('Covers a new story', 'Cubre una historia nueva'), [
    text('title', 'título', 'required', both('Its name, as people will read it', 'Su nombre, como se leerá')),
    text(
      'query',
      'consulta',
      'optional',
      both(
        'Words an article must all hold; left out: those of the title',
        'Palabras que debe contener un artículo; si se omite, las del título',
      ),
    ),
    text(
      'aliases',
      'alias',
      'optional',
      both('Other words that will do, set apart by commas', 'Otras palabras válidas, separadas por comas'),
    ),
    text(
      'lang',
      'idioma',
      'optional',
      both(
        'Language of its articles, as in en; left out: any',
        'Idioma de sus artículos, por ejemplo es; si se omite, cualquiera',
      ),
    ),
  ]),
  part('remove', both('remove', 'quitar'), both('Covers a story no longer', 'Deja de cubrir una historia'), [
    story('required', both('Which story', 'Qué historia')),
  ]),
]

const STANDFIRST_PARTS: readonly CommandDefinition[] = [
  part(
    'help',
    both('help', 'ayuda'),
    both('What to type, on one screen', 'Qué escribir, en una pantalla'),
    [],
    'anyone',
  ),
  part(
    'status',
    both('status', 'estado'),
    both('How the bot is: stories, digests, faults', 'Cómo está el bot: historias, boletines, fallos'),
    [],
    'anyone',
  ),
  part(
    'forget-me',
    both('forget-me', 'olvidarme'),
    both('Erases what is kept about you', 'Borra lo que se guarda sobre usted'),
    [],
    'anyone',
  ),
  part(
    'report',
    both('report', 'avisar'),
    both('Tells those who run the bot of a problem', 'Avisa de un problema a quienes llevan el bot'),
    [text('text', 'texto', 'required', both('What is wrong', 'Qué está mal'))],
    'anyone',
  ),
]

/** Every command as the platforms register it and help lists it. Buttons, menus and forms know a few more: see `command.ts`. */
export const COMMANDS: readonly CommandDefinition[] = [
  reading(
    'brief',
    both('brief', 'resumen'),
    both('The story now, every line with its sources', 'La historia ahora, cada línea con sus fuentes'),
  ),
  reading(
    'whatchanged',
    both('whatchanged', 'novedades'),
    both(
      'What changed since you last looked, or since a time',
      'Qué cambió desde que miró por última vez, o desde una hora',
    ),
    [SINCE],
  ),
  reading(
    'sources',
    both('sources', 'fuentes'),
    both('The sources, grouped by who they rest on', 'Las fuentes, agrupadas por su origen'),
  ),
  reading(
    'differ',
    both('differ', 'discrepancias'),
    both('Where sources contradict each other', 'En qué se contradicen las fuentes'),
  ),
  reading('timeline', both('timeline', 'cronología'), both('What happened when', 'Qué ocurrió y cuándo')),
  {
    name: 'stories',
    names: both('stories', 'historias'),
    about: both('What is covered, and what this channel follows', 'Qué se cubre y qué sigue este canal'),
    right: 'anyone',
    options: [],
    parts: [],
  },
  {
    name: 'follow',
    names: both('follow', 'seguir'),
    about: both(
      'Digests of a story in this channel, the first at once',
      'Boletines de una historia en este canal, el primero ya',
    ),
    right: 'manager',
    options: FOLLOW_OPTIONS,
    parts: [],
  },
  {
    name: 'unfollow',
    names: both('unfollow', 'dejar'),
    about: both('Ends the digests of a story in this channel', 'Termina los boletines de una historia en este canal'),
    right: 'manager',
    options: [FOLLOWED_STORY],
    parts: [],
  },
  {
    name: 'digest',
    names: both('digest', 'boletín'),
    about: both(
      'This channel’s digest: now, preview, pause, resume, retract',
      'El boletín de este canal: ahora, vista previa, pausar…',
    ),
    right: 'manager',
    options: [],
    parts: DIGEST_PARTS,
  },
  {
    name: 'mute',
    names: both('mute', 'silenciar'),
    about: both(
      'Leaves an outlet out of this channel’s digests and answers; alone: lists them',
      'Omite un medio en boletines y respuestas de este canal; solo: los enumera',
    ),
    right: 'manager',
    options: [
      {
        name: 'outlet',
        names: both('outlet', 'medio'),
        about: both('Which outlet', 'Qué medio'),
        kind: 'outlet',
        need: 'optional',
      },
      {
        name: 'state',
        names: both('state', 'estado'),
        about: both('Off: hear it again', 'No: volver a oírlo'),
        kind: 'choice',
        need: 'optional',
        choices: [
          { value: 'on', names: both('muted', 'silenciado') },
          { value: 'off', names: both('heard again', 'oído de nuevo') },
        ],
      },
    ],
    parts: [],
  },
  {
    name: 'story',
    names: both('story', 'historia'),
    about: both('Adds or removes a story', 'Añade o quita una historia'),
    right: 'manager',
    options: [],
    parts: STORY_PARTS,
  },
  {
    name: 'standfirst',
    names: both('standfirst', 'standfirst'),
    about: both('Help, health, and what is kept about you', 'Ayuda, estado y lo que se guarda sobre usted'),
    right: 'anyone',
    options: [],
    parts: STANDFIRST_PARTS,
  },
]
