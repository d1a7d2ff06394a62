import { equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { read, inChat, type Chat, type Values } from './chat-world.ts'
import { ownReport, wireOriginal } from '../dam-story.ts'

type Case = {
  readonly name: string
  readonly values?: Values
  readonly english: string
  readonly spanish: string
  readonly answer: RegExp
  /** The channel follows the story and has its first digest. */
  readonly followed?: true
}

const SCHEDULE = { at: '08:00,17:30', days: 'mon-fri', zone: 'America/Bogota', quiet: '22:00-07:00' }

/** Every command as the contract names it: by name as Discord and forms send it, and as it is typed in either language. */
const CASES: readonly Case[] = [
  {
    name: 'brief',
    values: { story: 'calder-dam' },
    english: 'brief calder-dam',
    spanish: 'resumen presa calder',
    answer: /The story/,
  },
  { name: 'brief', english: 'brief', spanish: '¿qué pasa?', answer: /The story/ },
  { name: 'whatchanged', english: 'what changed?', spanish: '¿qué cambió?', answer: /added: / },
  {
    name: 'whatchanged',
    values: { story: 'calder-dam', since: 'yesterday' },
    english: 'whatchanged calder-dam since yesterday',
    spanish: '¿qué cambió en presa calder desde ayer?',
    answer: /added: /,
  },
  {
    name: 'whatchanged',
    values: { since: 'last digest' },
    english: 'what changed since the last digest',
    spanish: 'novedades último boletín',
    answer: /nothing new/i,
    followed: true,
  },
  {
    name: 'whatchanged',
    values: { since: '2026-01-07 14:00' },
    english: 'changed 2026-01-07 14:00',
    spanish: 'novedades desde 2026-01-07 14:00',
    answer: /added: /,
  },
  { name: 'sources', english: 'sources', spanish: 'fuentes', answer: /Northline/ },
  { name: 'differ', english: 'where do sources differ?', spanish: 'discrepancias', answer: /Sources differ/ },
  { name: 'timeline', english: 'timeline calder-dam', spanish: 'cronología calder-dam', answer: /Timeline|1961|Jan/ },
  { name: 'stories', english: 'stories', spanish: 'historias', answer: /Calder dam/ },
  {
    name: 'follow',
    values: { story: 'calder-dam', ...SCHEDULE, 'when-quiet': 'skip', lang: 'es' },
    english:
      'follow calder-dam at 08:00,17:30 days mon-fri zone America/Bogota quiet 22:00-07:00 when-quiet skip lang es',
    spanish:
      'seguir calder-dam horas 08:00,17:30 días lun-vie zona America/Bogota silencio 22:00-07:00 sin-novedades omitir idioma es',
    answer:
      /Mon–Fri at 08:00 and 17:30 \(Bogotá\) · quiet from 22:00 to 07:00 · no post when nothing is new · in Spanish/,
  },
  { name: 'unfollow', english: 'unfollow', spanish: 'dejar de seguir', answer: /have ended/, followed: true },
  { name: 'digest now', english: 'digest now', spanish: 'boletín ahora', answer: /A digest comes now/, followed: true },
  {
    name: 'digest preview',
    english: 'digest preview',
    spanish: 'boletín vista-previa',
    answer: /Preview/,
    followed: true,
  },
  { name: 'digest pause', english: 'digest pause', spanish: 'boletín pausar', answer: /are paused/, followed: true },
  { name: 'digest resume', english: 'digest resume', spanish: 'boletín reanudar', answer: /go on/, followed: true },
  {
    name: 'digest retract',
    values: { because: 'Two dams.' },
    english: 'digest retract because Two dams.',
    spanish: 'boletín retirar motivo Two dams.',
    answer: /being withdrawn/,
    followed: true,
  },
  {
    name: 'mute',
    values: { outlet: 'Northline' },
    english: 'mute Northline',
    spanish: 'silenciar Northline',
    answer: /Northline is left out/,
  },
  {
    name: 'mute',
    values: { outlet: 'Northline', state: 'off' },
    english: 'mute Northline off',
    spanish: 'silenciar Northline no',
    answer: /heard/,
  },
  { name: 'mute', english: 'mute', spanish: 'silenciar', answer: /hears every outlet/ },
  {
    name: 'story add',
    values: { title: 'Port strike', query: 'port strike', aliases: 'dockers, harbour strike' },
    english: 'story add Port strike query port strike aliases dockers, harbour strike',
    spanish: 'historia añadir Port strike consulta port strike alias dockers, harbour strike',
    answer: /port strike; or one of: dockers and harbour strike|dockers/,
  },
  {
    name: 'story remove',
    values: { story: 'calder-dam' },
    english: 'story remove calder-dam',
    spanish: 'historia quitar calder-dam',
    answer: /covered no longer/,
  },
  { name: 'standfirst help', english: 'help', spanish: 'ayuda', answer: /whatchanged/ },
  { name: 'standfirst status', english: 'status', spanish: 'estado', answer: /Running since/ },
  { name: 'standfirst forget-me', english: 'forget-me', spanish: 'olvidarme', answer: /Nothing was kept|Erased/ },
  {
    name: 'standfirst report',
    values: { text: 'It is wrong.' },
    english: 'report It is wrong.',
    spanish: 'avisar It is wrong.',
    answer: /have your report/,
  },
]

async function begin(chat: Chat, { followed }: Case): Promise<void> {
  await chat.arrive(wireOriginal)
  await chat.arrive(ownReport)
  await chat.matcher.matchAll(new AbortController().signal)
  if (followed === undefined) return
  await chat.say('follow calder-dam at 08:00 zone UTC', { user: 'U0' })
  await chat.tick()
  chat.to('07:20')
}

for (const one of CASES) {
  const { name, values = {}, english, spanish, answer } = one
  test(`${name} ${Object.keys(values).join(' ')}: the same by name, in English and in Spanish words`, async () => {
    const asked = [
      { kind: 'named', command: name, values },
      { kind: 'words', text: english },
      { kind: 'words', text: spanish },
    ] as const
    const told: string[] = []
    for (const text of asked) {
      await inChat(async (chat) => {
        await begin(chat, one)
        // Number each asking alike: a report's number is made of it.
        const reply = await chat.conversation.answer(
          { ...chat.askOf(text), id: 'the same' },
          new AbortController().signal,
        )
        told.push(read(reply.message))
      })
    }
    match(told[0] ?? '', answer)
    for (const each of told) equal(each, told[0])
  })
}
