import { rejects } from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import type { Environment } from '../../src/config/environment.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { isNewsError } from '../../src/news/errors.ts'

export const OUTLETS = `outlets:
  - { name: Reuters, kind: wire, domains: [reuters.example], creditLines: [REUTERS] }
  - { name: The Harbour Post, domains: [post.example], aliases: [Harbour Post] }
`
export const STORY = `id: dam-break
title: Dam break
query: dam break
feeds:
  - { url: 'https://post.example/feed.xml', outlet: The Harbour Post }
`
export const SETTINGS = `subscriptions:
  - story: dam-break
    channel: terminal
    at: ['08:00']
`

const folders: string[] = []
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

/** Writes a configuration folder: sound files, but for those given; null leaves one out. */
export async function folderWith(files: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-config-'))
  folders.push(folder)
  const sound = { 'standfirst.yaml': SETTINGS, 'outlets.yaml': OUTLETS, 'stories/dam-break.yaml': STORY }
  for (const [name, text] of Object.entries({ ...sound, ...files })) {
    if (text === null) continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

/** The lines of the one error that loading throws, with the folder left out. */
export async function faultsOf(
  files: Readonly<Record<string, string | null>>,
  environment: Environment = {},
): Promise<string[]> {
  const folder = await folderWith(files)
  let lines: string[] = []
  await rejects(loadConfig(folder, environment), (error) => {
    if (!isNewsError(error, 'config-invalid')) throw error
    lines = error.message.split('\n').map((line) => line.replace(`${folder}/`, ''))
    return true
  })
  return lines
}
