import type { Lang } from '../../news/message.ts'

type HelpWords = Readonly<
  Record<
    | 'lead'
    | 'anyone'
    | 'changedValues'
    | 'changed'
    | 'reading'
    | 'stories'
    | 'onSlack'
    | 'onDiscord'
    | 'managers'
    | 'followValues'
    | 'follow'
    | 'digestParts'
    | 'outlet'
    | 'storyTitle'
    | 'yourself'
    | 'forget',
    string
  >
>

/** What help says, one short line each. */
export const HELP_WORDS: Readonly<Record<Lang, HelpWords>> = {
  en: {
    lead: 'News stories in lines that each show their sources. Answers are for you alone until you press Share.',
    anyone: 'Everybody',
    changedValues: '[story] [2h | yesterday | last digest]',
    changed: 'what changed since then, or since you last looked',
    reading: 'the story now, who says it, where they disagree, what happened when',
    stories: 'what is covered, what this channel follows',
    onSlack: 'In words, in threads too: @Standfirst what changed since monday?',
    onDiscord: 'Names of stories and outlets complete as you type; a story left out is this channel’s.',
    managers: 'Those who manage the channel',
    followValues: 'story at 08:00,17:30 days mon-fri zone America/Bogota quiet 22:00-07:00',
    follow: 'digests here',
    digestParts: 'now, preview, pause, resume or retract',
    outlet: 'outlet',
    storyTitle: 'title',
    yourself: 'The bot and you',
    forget: 'erases all that is kept about you: when you last looked',
  },
  es: {
    lead: 'Historias de actualidad, línea a línea con sus fuentes. Solo usted ve las respuestas hasta que pulse Compartir.',
    anyone: 'Cualquiera',
    changedValues: '[historia] [2h | ayer | último boletín]',
    changed: 'qué cambió desde entonces, o desde que miró por última vez',
    reading: 'la historia ahora, quién lo dice, en qué se contradicen, qué ocurrió y cuándo',
    stories: 'qué se cubre y qué sigue este canal',
    onSlack: 'Con palabras, también en hilos: @Standfirst ¿qué cambió desde el lunes?',
    onDiscord: 'Historias y medios se completan al escribir; si omite la historia, es la del canal.',
    managers: 'Quien administra el canal',
    followValues: 'historia horas 08:00,17:30 días lun-vie zona America/Bogota silencio 22:00-07:00',
    follow: 'boletines aquí',
    digestParts: 'ahora, vista-previa, pausar, reanudar o retirar',
    outlet: 'medio',
    storyTitle: 'título',
    yourself: 'El bot y usted',
    forget: 'borra todo lo que se guarda de usted: cuándo miró por última vez',
  },
}
