import { webApi } from '@slack/bolt'
import type { Lack } from '../../news/chat.ts'
import type { Lang } from '../../news/message.ts'
import { field } from '../read-json.ts'
import type { SlackCaller } from './slack-call.ts'

/**
 * What the bot lacks to post in a channel of the workspace that `called` speaks to; null where it lacks nothing, or Slack does not
 * say. Asked anew each time: who has just mended it is not told of yesterday. Never throws.
 */
export async function askLack(
  called: SlackCaller,
  { channel, lang }: { readonly channel: string; readonly lang: Lang },
  signal: AbortSignal,
): Promise<Lack | null> {
  try {
    const missing = await called(`Asking about channel ${channel}`, signal, (client) => missingIn(client, channel))
    return missing === null ? null : { stops: 'every-post', text: WORDS[lang][missing] }
  } catch {
    return null
  }
}

type Missing = 'notMember' | 'betweenPeople' | 'archived' | 'readOnly'

async function missingIn(client: webApi.WebClient, channel: string): Promise<Missing | null> {
  try {
    const told = await client.conversations.info({ channel })
    const is = (name: string) => field(told.channel, name) === true
    if (is('is_archived')) return 'archived'
    // A message to the bot itself has no members that are invited.
    if (!is('is_im') && !is('is_member')) return 'notMember'
    return is('is_read_only') ? 'readOnly' : null
  } catch (error) {
    // So it is of private channels, and of messages between people: their ids begin with a D.
    const isUnseen = error instanceof webApi.WebAPIPlatformError && error.data.error === 'channel_not_found'
    if (!isUnseen) throw error
    return channel.startsWith('D') ? 'betweenPeople' : 'notMember'
  }
}

const WORDS: Record<Lang, Record<Missing, string>> = {
  en: {
    notMember:
      'Standfirst is not in this channel and cannot post here. Anyone in the channel can bring it in: type /invite @Standfirst',
    betweenPeople:
      'Standfirst cannot post in a message between people. Ask in a channel that it is in, or write to Standfirst itself.',
    archived: 'This channel is archived and takes no posts. A member can take it out of the archive in its settings.',
    readOnly: 'This channel is read-only. An admin of the workspace can allow Standfirst to post here.',
  },
  es: {
    notMember:
      'Standfirst no está en este canal y no puede publicar aquí. Cualquiera del canal puede añadirlo: escriba /invite @Standfirst',
    betweenPeople:
      'Standfirst no puede publicar en un mensaje entre personas. Pregunte en un canal donde esté, o escriba al propio Standfirst.',
    archived:
      'Este canal está archivado y no admite mensajes. Un miembro puede sacarlo del archivo en la configuración del canal.',
    readOnly:
      'Este canal es de solo lectura. Un administrador del espacio puede permitir que Standfirst publique aquí.',
  },
}
