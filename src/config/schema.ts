import { z } from 'zod'
import {
  articleLangField,
  channelField,
  checkedField,
  contactField,
  daysField,
  durationField,
  hostField,
  langField,
  listenHostField,
  momentField,
  networkField,
  PORT_MAX,
  quietField,
  roleField,
  sizeField,
  storyIdField,
  timeField,
  urlField,
  userGroupField,
  zoneField,
} from './fields.ts'
import { modelSchema } from './model-schema.ts'
import { embeddingsSchema } from './embeddings-schema.ts'

/** A person reads a digest in twenty seconds: more slots or feeds than these are a mistake, and every list has an end. */
const TIMES_MAX = 24
const SUBSCRIPTIONS_MAX = 500
const FEEDS_MAX = 200
const ALIASES_MAX = 100
const OUTLETS_MAX = 5_000
const NAME_LENGTH_MAX = 200
const MANAGERS_MAX = 20
/** Networks and ports beside those of the public web: an inside network has few. */
const NETWORKS_MAX = 100
const PORTS_MAX = 50
/** Whoever wants health and metrics read from elsewhere says so. */
const HEALTH_HOST = '127.0.0.1'
/** Of the block that Prometheus exporters take by custom. */
const HEALTH_PORT = 9_464
/** News is weighty before so many origins tell it. */
const BREAKING_ORIGINS_MAX = 20

const name = z.string().trim().min(1).max(NAME_LENGTH_MAX)

const subscriptionSchema = z.strictObject({
  story: storyIdField,
  channel: channelField,
  at: z.array(timeField).min(1).max(TIMES_MAX),
  days: daysField.prefault('daily'),
  zone: zoneField.optional(),
  quiet: quietField.nullable().default(null),
  whenQuiet: z.enum(['post', 'skip']).default('post'),
  /** Posts between slots too, when so many origins tell something new, sources differ, or a told line was corrected. */
  breaking: z.int().min(1).max(BREAKING_ORIGINS_MAX).nullable().default(null),
  lang: langField.optional(),
  grace: durationField('1m', '7d').prefault('2h'),
})

/** How feeds and pages are fetched: what that may cost, how gently, and what may be reached. */
const fetchSchema = z.strictObject({
  /** Stands in the user agent: where an outlet finds who reads it. */
  contact: contactField.prefault('https://standfirst.example/bot'),
  /** One address with its redirects, to the last byte; and of that, until a connection stands. */
  timeout: durationField('1s', '5m').prefault('20s'),
  connect: durationField('100ms', '1m').prefault('5s'),
  /** A body, as it comes and unpacked; and the headers before it. */
  bodySize: sizeField.prefault('10MB'),
  headerSize: sizeField.prefault('32KB'),
  redirects: z.int().min(0).max(20).default(5),
  /** Tags of a page, and how deep they stand in each other: beyond, tags are dropped and their text is kept. */
  domNodes: z.int().min(1_000).max(500_000).default(50_000),
  domDepth: z.int().min(20).max(500).default(200),
  /** Requests at once, in all and at one host; and the time between two at one host. */
  atOnce: z.int().min(1).max(256).default(32),
  hostAtOnce: z.int().min(1).max(16).default(2),
  hostEvery: durationField('0s', '10m').prefault('1s'),
  /** Ports beside 80 and 443. */
  ports: z.array(z.int().min(1).max(65_535)).max(PORTS_MAX).default([]),
  /** Networks that may be reached though they are not public, at any port. */
  allow: z.array(networkField).max(NETWORKS_MAX).default([]),
})

/** config/standfirst.yaml. What is left out has the value given here. */
export const settingsSchema = z.strictObject({
  /** The zone of subscriptions that name none. */
  zone: zoneField.prefault('local'),
  lang: langField.prefault('en'),
  /** A story without articles for this long is dormant. */
  dormantAfter: durationField('1h', '3650d').prefault('14d'),
  /** How long full text is kept after it was last seen; what an edition cites stays with it. */
  keep: durationField('1d', '3650d').prefault('90d'),
  limits: z
    .strictObject({
      /** Words and lines of a brief. */
      words: z.int().min(30).max(1_000).default(150),
      lines: z.int().min(1).max(40).default(8),
      /** Words of one article's own sentences that one brief may show. */
      extractWords: z.int().min(20).max(400).default(90),
      /** A larger input file is refused. */
      fileSize: sizeField.prefault('10MB'),
      /** How long a writer waits for another process to let go of the store. */
      storeBusy: durationField('100ms', '60s').prefault('5s'),
      /** How often `run` looks for articles that came in. */
      matchEvery: durationField('1m', '1d').prefault('1m'),
    })
    .prefault({}),
  fetch: fetchSchema.prefault({}),
  /** Who may change what any channel gets, beside those whom the platform lets manage it. */
  managers: z
    .strictObject({
      /** User groups of Slack. */
      slack: z.array(userGroupField).max(MANAGERS_MAX).default([]),
      /** Roles of Discord. */
      discord: z.array(roleField).max(MANAGERS_MAX).default([]),
    })
    .prefault({}),
  /** Where health and metrics are told: to this machine alone, unless said otherwise. */
  health: z
    .strictObject({
      host: listenHostField.prefault(HEALTH_HOST),
      port: z
        .union([z.int().min(0).max(PORT_MAX), z.literal('off')], {
          error: ({ input }) => `${JSON.stringify(input)} is no port; write a number from 0 to ${PORT_MAX}, or off`,
        })
        .default(HEALTH_PORT),
    })
    .prefault({}),
  /** The channel in which the operators read what people report; beside the log. */
  reports: channelField.nullable().default(null),
  model: modelSchema,
  embeddings: embeddingsSchema,
  subscriptions: z.array(subscriptionSchema).max(SUBSCRIPTIONS_MAX).default([]),
})

const feedSchema = z.strictObject({
  url: urlField,
  outlet: name,
  /** The day somebody saw it answer, or `unchecked`. */
  checked: checkedField.prefault('unchecked'),
})

/** config/stories/ID.yaml. */
export const storySchema = z.strictObject({
  id: storyIdField,
  title: name,
  query: name,
  aliases: z.array(name).max(ALIASES_MAX).default([]),
  langs: z.array(articleLangField).default([]),
  window: z
    .strictObject({ from: momentField.nullable().default(null), to: momentField.nullable().default(null) })
    .prefault({}),
  feeds: z.array(feedSchema).max(FEEDS_MAX).default([]),
})

const outletSchema = z.strictObject({
  name,
  family: name.nullable().default(null),
  kind: z.enum(['outlet', 'wire']).default('outlet'),
  domains: z.array(hostField).default([]),
  aliases: z.array(name).default([]),
  creditLines: z.array(name).default([]),
})

/** config/outlets.yaml. */
export const outletsSchema = z.strictObject({ outlets: z.array(outletSchema).max(OUTLETS_MAX) })

/** The keys that may stand at `path` inside a schema, or none where it is no set of keys. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let current: z.core.$ZodType = unwrap(schema)
  for (const key of path) {
    if (current instanceof z.ZodObject) {
      const field: z.core.$ZodType | undefined = current.shape[String(key)]
      if (field === undefined) return []
      current = unwrap(field)
    } else if (current instanceof z.ZodArray) {
      current = unwrap(current.element)
    } else {
      return []
    }
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : []
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return unwrap(schema.def.innerType)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrap(schema.def.innerType)
  return schema
}
