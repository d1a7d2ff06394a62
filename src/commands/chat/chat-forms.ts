import type { Form, FormField } from '../../news/chat.ts'
import type { Lang } from '../../news/message.ts'
import type { Subscription } from '../../news/subscription.ts'
import type { Command, ReportSubject, RetractSubject } from '../grammar/command.ts'
import type { NamedStory } from './follow-messages.ts'
import { FORM_WORDS } from './form-words.ts'
import { EMPTIED } from '../grammar/read-command.ts'
import { showDays } from './schedule-text.ts'

/** As the grammar allows. */
const TIMES_CHARS_MAX = 150
const DAYS_CHARS_MAX = 100
const ZONE_CHARS_MAX = 60
const QUIET_CHARS_MAX = 40
const REASON_CHARS_MAX = 500
const REPORT_CHARS_MAX = 1_000
const NAME_CHARS_MAX = 100
const ALIASES_CHARS_MAX = 2_000
const URL_CHARS_MAX = 800
const LANG_CHARS_MAX = 20
/** Discord lists no more; with more stories the name is typed. */
const CHOICES_MAX = 25

type Words = { readonly en: string; readonly es: string }

/** What a channel gets, to be changed. Sent, it is `follow` with the fields. */
export function settingsForm(subscription: Subscription, lang: Lang): Form {
  const { id, story, times, days, zone, quiet, whenQuiet } = subscription
  const w = FORM_WORDS
  return {
    title: w.settings[lang],
    submit: w.save[lang],
    command: 'follow',
    values: { story, subscription: id, [EMPTIED]: 'quiet' },
    fields: [
      line('at', w.at, w.atHint, lang, { need: 'required', value: times.join(','), lengthMax: TIMES_CHARS_MAX }),
      line('days', w.days, w.daysHint, lang, {
        need: 'required',
        value: showDays(days, lang),
        lengthMax: DAYS_CHARS_MAX,
      }),
      line('zone', w.zone, w.zoneHint, lang, { need: 'required', value: zone, lengthMax: ZONE_CHARS_MAX }),
      line('quiet', w.quiet, w.quietHint, lang, {
        need: 'optional',
        value: quiet === null ? null : `${quiet.from}-${quiet.to}`,
        lengthMax: QUIET_CHARS_MAX,
      }),
      {
        name: 'when-quiet',
        label: w.whenQuiet[lang],
        hint: null,
        need: 'required',
        value: whenQuiet,
        input: {
          kind: 'choice',
          choices: [
            { value: 'post', label: w.post[lang] },
            { value: 'skip', label: w.skip[lang] },
          ],
        },
      },
    ],
  }
}

/** What is wrong, for the people who run the bot. */
export function reportForm(about: ReportSubject | null, lang: Lang): Form {
  const w = FORM_WORDS
  const subject = (): Record<string, string> => {
    if (about === null) return {}
    return about.kind === 'delivery' ? { delivery: about.delivery } : { story: about.story, line: about.line }
  }
  return {
    title: w.report[lang],
    submit: w.send[lang],
    command: 'report',
    values: subject(),
    fields: [text('text', w.reportText, w.reportHint, lang, { need: 'required', lengthMax: REPORT_CHARS_MAX })],
  }
}

/** Why a digest is taken back, for all to read. */
export function retractForm(of: RetractSubject, lang: Lang): Form {
  const w = FORM_WORDS
  return {
    title: w.retract[lang],
    submit: w.withdraw[lang],
    command: 'digest retract',
    values: of.kind === 'delivery' ? { delivery: of.delivery } : { story: of.story },
    fields: [text('because', w.because, w.becauseHint, lang, { need: 'required', lengthMax: REASON_CHARS_MAX })],
  }
}

/** Which story a page belongs to. `chosen`: the one that is likeliest, or null. */
export function addUrlForm(
  {
    url,
    stories,
    chosen,
  }: { readonly url: string | null; readonly stories: readonly NamedStory[]; readonly chosen: string | null },
  lang: Lang,
): Form {
  const w = FORM_WORDS
  const choices = stories.map(({ id, title }) => ({ value: id, label: title }))
  const isListed = choices.length > 0 && choices.length <= CHOICES_MAX
  const story: FormField = isListed
    ? {
        name: 'story',
        label: w.story[lang],
        hint: null,
        need: 'required',
        value: chosen,
        input: { kind: 'choice', choices },
      }
    : line('story', w.story, w.storyHint, lang, { need: 'required', value: chosen, lengthMax: NAME_CHARS_MAX })
  return {
    title: w.addUrl[lang],
    submit: w.add[lang],
    command: 'add-url',
    values: url === null ? {} : { url },
    fields: [
      story,
      ...(url === null
        ? [line('url', w.url, null, lang, { need: 'required', value: null, lengthMax: URL_CHARS_MAX })]
        : []),
    ],
  }
}

/** A story to be covered, with what is known of it already. */
export function storyForm(
  known: Partial<Pick<Extract<Command, { kind: 'story-add' }>, 'title' | 'query' | 'aliases' | 'lang'>>,
  lang: Lang,
): Form {
  const w = FORM_WORDS
  const given = (value: string | null | undefined) => (value === undefined || value === '' ? null : value)
  return {
    title: w.newStory[lang],
    submit: w.add[lang],
    command: 'story add',
    values: {},
    fields: [
      line('title', w.title, w.titleHint, lang, {
        need: 'required',
        value: given(known.title),
        lengthMax: NAME_CHARS_MAX,
      }),
      line('query', w.query, w.queryHint, lang, {
        need: 'optional',
        value: given(known.query),
        lengthMax: NAME_CHARS_MAX,
      }),
      text('aliases', w.aliases, w.aliasesHint, lang, {
        need: 'optional',
        value: given(known.aliases?.join('\n')),
        lengthMax: ALIASES_CHARS_MAX,
      }),
      line('lang', w.lang, w.langHint, lang, { need: 'optional', value: given(known.lang), lengthMax: LANG_CHARS_MAX }),
    ],
  }
}

type FieldFacts = { readonly need: FormField['need']; readonly value?: string | null; readonly lengthMax: number }

function line(name: string, label: Words, hint: Words | null, lang: Lang, facts: FieldFacts): FormField {
  const { need, value = null, lengthMax } = facts
  return { name, label: label[lang], hint: hint?.[lang] ?? null, need, value, input: { kind: 'line', lengthMax } }
}

function text(name: string, label: Words, hint: Words, lang: Lang, facts: FieldFacts): FormField {
  return { ...line(name, label, hint, lang, facts), input: { kind: 'text', lengthMax: facts.lengthMax } }
}
