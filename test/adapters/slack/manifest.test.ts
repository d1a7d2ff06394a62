import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { ANSWERED_EVENTS, SHORTCUT_ID } from '../../../src/adapters/slack/read-asking.ts'
import { HEEDED_EVENTS } from '../../../src/adapters/slack/read-event.ts'
import { NEEDED_SCOPES } from '../../../src/adapters/slack/scopes.ts'
import { COMMANDS } from '../../../src/commands/grammar/command-table.ts'
import type { CommandDefinition } from '../../../src/news/chat.ts'

const manifest = parse(readFileSync('config/slack-manifest.yaml', 'utf8'))
/** Slack's limits: https://docs.slack.dev/reference/app-manifest. */
const [COMMAND_MAX, DESCRIPTION_MAX, HINT_MAX, SHORTCUT_NAME_MAX, SHORTCUT_ABOUT_MAX] = [32, 2_000, 1_000, 24, 150]

/** Commands of Slack's own, of those that ours are named like: it takes no app that names another. */
const SLACKS_OWN: ReadonlySet<string> = new Set(['mute'])

function hintOf({ parts, options }: CommandDefinition): string | undefined {
  if (parts.length > 0) return parts.map(({ name }) => name).join('|')
  const names = options.map(({ name, need }) => (need === 'required' ? name : `[${name}]`))
  return names.length === 0 ? undefined : names.join(' ')
}

test('the manifest has the slash commands that there are, each with what it does and takes', () => {
  deepEqual(
    manifest.features.slash_commands,
    COMMANDS.filter(({ name }) => !SLACKS_OWN.has(name)).map((command) => {
      const hint = hintOf(command)
      const usage = hint === undefined ? {} : { usage_hint: hint }
      return { command: `/${command.name}`, description: command.about.en, ...usage, should_escape: false }
    }),
  )
  for (const { command, description, usage_hint = '' } of manifest.features.slash_commands) {
    ok(command.length <= COMMAND_MAX && description.length <= DESCRIPTION_MAX && usage_hint.length <= HINT_MAX, command)
  }
})

test('the manifest asks for the events and scopes that the adapter uses, and turns on what it answers', () => {
  const { settings, features, oauth_config: oauth } = manifest
  deepEqual(settings.event_subscriptions.bot_events, [...HEEDED_EVENTS, ...ANSWERED_EVENTS])
  deepEqual(oauth.scopes.bot, NEEDED_SCOPES)
  deepEqual([settings.interactivity.is_enabled, settings.socket_mode_enabled], [true, true])
  deepEqual(features.app_home, {
    home_tab_enabled: true,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: false,
  })
  const [shortcut] = features.shortcuts
  deepEqual([shortcut.callback_id, shortcut.type, features.shortcuts.length], [SHORTCUT_ID, 'message', 1])
  ok(shortcut.name.length <= SHORTCUT_NAME_MAX && shortcut.description.length <= SHORTCUT_ABOUT_MAX)
})

test('every scope, event and setting of the manifest is explained above it', () => {
  const text = readFileSync('config/slack-manifest.yaml', 'utf8')
  const lists = text.split(/(?:bot|bot_events):\n/).slice(1)
  equal(lists.length, 2)
  for (const list of lists) ok(/^\s*# /.test(list), 'a list begins with what its first entry is for')
})
